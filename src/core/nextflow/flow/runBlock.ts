import type { Block, Expression, Statement } from '../syntax/syntax.ts';
import {
  askFor,
  branchPath,
  endBranch,
  endHere,
  endWhere,
  presentAfter,
  tested,
} from './conditions.ts';
import { afterBranches, isAsked, leaves, leavings, leftPerhaps } from './leavings.ts';
import { settingPlaces } from './sinks.ts';
import { type Context, keyOf, pathName, used } from './state/context.ts';
import { inner, nullsOf, type Path } from './state/path.ts';
import { elementsOf, joined, nothing, oneOf, type Value } from './state/value.ts';

/** Sections of a process whose last value is the text of its task. */
const texts = ['script', 'shell', 'stub'];

/** What a block gives: its last value and all that it returns; `ends` where it ends the run for certain. */
export function runBlock(block: Block, path: Path, context: Context): Value {
  let last = nothing;
  const before = path.returned.length;
  for (const [at, statement] of block.statements.entries()) {
    const left = leavings(path, context);
    last = runStatement(statement, path, context);
    if (statement.kind === 'label') {
      path.section = statement.name;
    } else if (isAsked(statement, path)) {
      leftPerhaps(path);
    }
    if (statement.kind !== 'if' && leavings(path, context) > left) {
      leftPerhaps(path);
    }
    const next = block.statements[at + 1];
    if (!next || next.kind === 'label') {
      taskText(statement, last, path, context);
    }
    if (last.ends) {
      // It may have been left before.
      return path.returned.length === before ? last : joined(path.returned);
    }
  }
  const [only] = path.returned;
  return path.returned.length === 0
    ? last
    : path.returned.length === 1 && only && last === nothing
      ? only
      : joined([...path.returned, last]);
}

/** What stands at the end of a script section, or alone in a process, becomes its task's script. */
function taskText(statement: Statement, value: Value, path: Path, { fates }: Context): void {
  if (path.inside !== 'process' || statement.kind === 'assign') {
    return;
  }
  const bare =
    path.section === null &&
    statement.kind === 'expression' &&
    (statement.value.kind === 'text' || statement.value.kind === 'binary');
  if (bare || texts.includes(path.section ?? '')) {
    fates.leak(joined([value, ...path.returned]), 'script');
  }
}

function runStatement(statement: Statement, path: Path, context: Context): Value {
  switch (statement.kind) {
    case 'expression':
      return expression(statement.value, path, context);
    case 'assign':
      assign(statement, path, context);
      return nothing;
    case 'if':
      return choose(statement, path, context);
    case 'assert':
      context.evaluate(statement.test, path);
      askFor(statement.test, path, context);
      endBranch(statement.test, false, path, context, { says: messageOf(statement.message) });
      return nothing;
    case 'throw':
      return endHere(
        { says: statement.value ? thrown(statement.value, path, context) : null },
        path,
        context,
      );
    case 'return':
      return giveBack(statement.value, path, context);
    case 'while':
      return whileTrue(statement, path, context);
    case 'loop':
      return loop(statement, path, context);
    case 'try':
      return attempt(statement, path, context);
    case 'block':
      return context.run(statement.body, inner(path));
    case 'label':
    case 'definition':
      return nothing;
  }
}

function expression(value: Expression, path: Path, context: Context): Value {
  if (path.inside === 'process' && path.section === 'when') {
    askFor(value, path, context);
  }
  return tested(value, context.evaluate(value, path), path, context);
}

type Assignment = Statement & { readonly kind: 'assign' };

/** What is known where the value of an assignment is computed. */
function assignedOn({ targets, operator, value }: Assignment, path: Path, context: Context): Path {
  const [target] = targets;
  if (operator === '?=' && target) {
    return branchPath(target, false, path, context);
  }
  const handler = /^workflow\.on(?:Complete|Error)$/.test((target && pathName(target)) ?? '');
  // What a closure of a name of its own does happens where it is called.
  const own = value.kind === 'closure' && target?.kind === 'name' && context.kind === 'script';
  return handler || own ? inner(path, { spared: true }) : path;
}

function assign(statement: Assignment, path: Path, context: Context): void {
  const { targets, operator, declares, value } = statement;
  const [target] = targets;
  const name = target ? pathName(target) : null;
  const evaluated = context.evaluate(value, assignedOn(statement, path, context));
  const given = operator === '=' ? tested(value, evaluated, path, context) : evaluated;
  targets.forEach((each, at) => {
    const part = targets.length > 1 ? (given.entries?.get(String(at)) ?? joined([given])) : given;
    store(each, operator, declares, part, path, context);
  });
  if (context.kind === 'config') {
    context.settings.set(value.start, given);
  }
  if (context.kind === 'config' && name !== null) {
    const full = [...path.settings, ...name.split('.')];
    setting(full, given, context);
    if (path.settings.length > 0 && given.texts.size > 0) {
      path.scope.assign((full[0] === 'profiles' ? full.slice(2) : full).join('.'), given);
    }
  }
}

function store(
  target: Expression,
  operator: string,
  declares: boolean,
  given: Value,
  path: Path,
  context: Context,
): void {
  const name = pathName(target);
  if (target.kind === 'member' && (target.name === 'text' || target.name === 'bytes')) {
    context.fates.leak(given, 'file');
    context.fates.end(nullsOf(given, path), path, { kind: 'argument', text: target.name });
  }
  if (target.kind === 'index') {
    storeAt(target, given, path);
  }
  if (name === null) {
    return;
  }
  const value =
    operator === '='
      ? given
      : joined([path.scope.get(name) ?? nothing, used(given, path, context)]);
  if (declares) {
    path.scope.declare(name, value);
    path.scope.locals.add(name);
  } else {
    path.scope.assign(name, value);
  }
}

/** `map['key'] = value` */
function storeAt(
  { object, key }: Expression & { readonly kind: 'index' },
  given: Value,
  path: Path,
): void {
  const [own, name] = [pathName(object), keyOf(key)];
  if (own === null) {
    return;
  }
  if (name !== null) {
    path.scope.assign(`${own}.${name}`, given);
  }
  if (given.texts.size > 0) {
    path.scope.assign(own, joined([path.scope.get(own) ?? nothing, given]));
  }
}

function setting(full: readonly string[], given: Value, { fates, ofRun }: Context): void {
  for (const place of settingPlaces(full, ofRun)) {
    fates.leak(joined([given, ...(given.entries?.values() ?? [])]), place);
  }
}

function choose(
  { test, yes, no }: Statement & { readonly kind: 'if' },
  path: Path,
  context: Context,
): Value {
  context.evaluate(test, path);
  askFor(test, path, context);
  const before = leavings(path, context);
  const first = branch(test, true, yes, path, context);
  const between = leavings(path, context);
  const second = no ? branch(test, false, no, path, context) : nothing;
  afterBranches(
    test,
    [between > before || leaves(yes), leavings(path, context) > between || leaves(no)],
    path,
    context,
  );
  for (const [value, wanted] of [
    [first, true],
    [second, false],
  ] as const) {
    if (value.ends) {
      endWhere(test, wanted, path, context, value.ends);
    }
  }
  if (first.ends && second.ends) {
    return first;
  }
  if (first.ends || leaves(yes)) {
    presentAfter(test, true, path, context);
  }
  if (leaves(yes)) {
    path.missing = branchPath(test, false, path, context).missing;
  }
  if (second.ends || leaves(no)) {
    presentAfter(test, false, path, context);
  }
  return oneOf([first, second]);
}

function branch(
  test: Expression,
  wanted: boolean,
  block: Block,
  path: Path,
  context: Context,
): Value {
  const into = branchPath(test, wanted, path, context);
  into.section = path.section;
  return context.run(block, { ...into, inside: null });
}

function giveBack(value: Expression | null, path: Path, context: Context): Value {
  const given = value ? tested(value, context.evaluate(value, path), path, context) : nothing;
  if (!given.ends) {
    path.returned.push(given);
  }
  return given.ends ? given : nothing;
}

function whileTrue(
  { test, body }: Statement & { readonly kind: 'while' },
  path: Path,
  context: Context,
): Value {
  context.evaluate(test, path);
  askFor(test, path, context);
  const given = branch(test, true, body, path, context);
  if (given.ends) {
    endBranch(test, true, path, context, given.ends);
  }
  return nothing;
}

function loop(
  { over, item, body }: Statement & { readonly kind: 'loop' },
  path: Path,
  context: Context,
): Value {
  const all = over ? used(context.evaluate(over, path), path, context) : nothing;
  const known = elementsOf(all);
  for (const each of known ?? [joined([all])]) {
    const into = inner(path, known ? {} : { certain: false });
    if (item !== null) {
      into.scope.declare(item, each);
    }
    context.run(body, { ...into, inside: null });
  }
  return nothing;
}

function attempt(
  { body, catches, caught, last }: Statement & { readonly kind: 'try' },
  path: Path,
  context: Context,
): Value {
  const handled = catches.map(each => context.run(each, inner(path, { inside: null })));
  const rethrown = handled.every(
    ({ ends }, at) => ends !== undefined || isForOthers(caught[at] ?? []),
  );
  const spared = path.spared || !rethrown;
  const given = context.run(body, inner(path, { spared, inside: null }));
  if (last) {
    context.run(last, inner(path, { inside: null }));
  }
  return given.ends && rethrown ? given : oneOf([given, ...handled]);
}

/** Whether a `catch` is for what neither a missing secret nor `error` throws. */
function isForOthers(types: readonly string[]): boolean {
  return types.length > 0 && types.every(type => others.has(type));
}

const others = new Set([
  ...['IOException', 'FileNotFoundException', 'NoSuchFileException', 'UncheckedIOException'],
  ...['InterruptedException', 'TimeoutException', 'ClassNotFoundException', 'SQLException'],
]);

function thrown(value: Expression, path: Path, context: Context): string | null {
  const given = context.evaluate(value, path);
  context.fates.leak(given, 'output');
  const text = value.kind === 'call' ? value.args[0]?.value : undefined;
  return text?.kind === 'constant' ? text.text : null;
}

function messageOf(message: Expression | null): string | null {
  return message?.kind === 'constant' ? message.text : null;
}
