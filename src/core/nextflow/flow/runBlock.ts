import type { Block, Expression, Statement } from '../syntax/syntax.ts';
import { branchPath, endWhere, presentAfter } from './conditions.ts';
import { type Context, pathName, peek, used } from './context.ts';
import { inner, type Path } from './path.ts';
import { settingPlace } from './sinks.ts';
import { askedIn } from './truth.ts';
import { joined, noReturn, nothing, oneOf, type Value } from './value.ts';

/** Sections of a process whose last value is the text of its task. */
const texts = ['script', 'shell', 'stub'];

/** What a block gives: its last value and all that it returns; `ends` where it ends the run for certain. */
export function runBlock(block: Block, path: Path, context: Context): Value {
  let last = nothing;
  for (const statement of block.statements) {
    last = runStatement(statement, path, context);
    if (statement.kind === 'label') {
      path.section = statement.name;
    }
    taskText(statement, last, path, context);
    if (last.ends) {
      return last;
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
      context.fates.ask(askedIn(statement.test, at => peek(at, path, context)));
      context.evaluate(statement.test, path);
      endWhere(statement.test, false, path, context, messageOf(statement.message));
      presentAfter(statement.test, false, path, context);
      return nothing;
    case 'throw':
      return noReturn(statement.value ? thrown(statement.value, path, context) : null);
    case 'return':
      return giveBack(statement.value, path, context);
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
    context.fates.ask(askedIn(value, at => peek(at, path, context)));
  }
  return context.evaluate(value, path);
}

function assign(
  { targets, operator, declares, value }: Statement & { readonly kind: 'assign' },
  path: Path,
  context: Context,
): void {
  const [target] = targets;
  const name = target ? pathName(target) : null;
  const handler = /^workflow\.on(?:Complete|Error)$/.test(name ?? '');
  const given = context.evaluate(value, handler ? inner(path, { spared: true }) : path);
  targets.forEach((each, at) => {
    const part = targets.length > 1 ? (given.entries?.get(String(at)) ?? joined([given])) : given;
    store(each, operator, declares, part, path, context);
  });
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
  if (target.kind === 'member' && target.name === 'text') {
    context.fates.leak(given, 'file');
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

function setting(full: readonly string[], given: Value, { fates }: Context): void {
  const place = settingPlace(full);
  if (place) {
    fates.leak(joined([given, ...(given.entries?.values() ?? [])]), place);
  }
}

function choose(
  { test, yes, no }: Statement & { readonly kind: 'if' },
  path: Path,
  context: Context,
): Value {
  context.fates.ask(askedIn(test, at => peek(at, path, context)));
  context.evaluate(test, path);
  const first = branch(test, true, yes, path, context);
  const second = no ? branch(test, false, no, path, context) : nothing;
  for (const [value, wanted] of [
    [first, true],
    [second, false],
  ] as const) {
    if (value.ends) {
      endWhere(test, wanted, path, context, value.ends.says);
    }
  }
  if (first.ends && second.ends) {
    return first;
  }
  if (first.ends || leaves(yes)) {
    presentAfter(test, true, path, context);
  }
  if (second.ends || (no && leaves(no))) {
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

/** Whether what follows a block is reached by way of it. */
function leaves({ statements }: Block): boolean {
  const last = statements.at(-1);
  const word = last?.kind === 'expression' && last.value.kind === 'name' ? last.value.text : '';
  return last?.kind === 'return' || word === 'continue' || word === 'break';
}

function giveBack(value: Expression | null, path: Path, context: Context): Value {
  const given = value ? context.evaluate(value, path) : nothing;
  if (!given.ends) {
    path.returned.push(given);
  }
  return given.ends ? given : nothing;
}

function loop(
  { over, item, body }: Statement & { readonly kind: 'loop' },
  path: Path,
  context: Context,
): Value {
  const all = over ? used(context.evaluate(over, path), path, context) : nothing;
  const into = inner(path);
  if (item !== null) {
    into.scope.declare(item, joined([all]));
  }
  context.run(body, { ...into, inside: null });
  return nothing;
}

function attempt(
  { body, catches, last }: Statement & { readonly kind: 'try' },
  path: Path,
  context: Context,
): Value {
  const handled = catches.map(each => context.run(each, inner(path, { inside: null })));
  const rethrown = handled.every(({ ends }) => ends !== undefined);
  const spared = path.spared || !rethrown;
  const given = context.run(body, inner(path, { spared, inside: null }));
  if (last) {
    context.run(last, inner(path, { inside: null }));
  }
  return given.ends && rethrown ? given : oneOf([given, ...handled]);
}

function thrown(value: Expression, path: Path, context: Context): string | null {
  const given = context.evaluate(value, path);
  context.fates.leak(given, 'output');
  const text = value.kind === 'call' ? value.args[0]?.value : undefined;
  return text?.kind === 'constant' ? text.text : null;
}

function messageOf(message: Expression | null): string | null {
  return message?.kind === 'constant' ? message.text : null;
}
