import type { Argument, Expression } from '../syntax/syntax.ts';
import { callOf } from './callOf.ts';
import { askFor, branchPath, endBranch } from './conditions.ts';
import { silentMembers } from './sinks.ts';
import {
  closurePath,
  type Context,
  grow,
  isDefined,
  keyOf,
  pathName,
  reach,
  referenceOf,
  used,
} from './state/context.ts';
import { inner, nullsOf, type Path, variable } from './state/path.ts';
import { joined, nothing, oneOf, type Value } from './state/value.ts';

/** What an expression gives, and what happens on the way. */
export function evaluate(expression: Expression, path: Path, context: Context): Value {
  const own = referenceOf(expression, context.references);
  if (own?.unread) {
    return nothing;
  }
  if (own) {
    context.fates.see(own);
    return { texts: new Set([own]), nulls: new Set([own]) };
  }
  switch (expression.kind) {
    case 'name':
      return variable(path.scope, expression.text);
    case 'text':
      return textOf(expression, path, context);
    case 'member':
      return memberOf(expression, path, context);
    case 'index':
      return indexOf(expression, path, context);
    case 'call': {
      const given = callOf(expression, path, context);
      context.results.set(expression, given);
      return given;
    }
    case 'list':
      return listOf(expression.items, path, context);
    case 'closure':
      return closureOf(expression, path, context);
    case 'not':
      return notOf(expression, path, context);
    case 'binary':
      return binaryOf(expression, path, context);
    case 'choice':
      return choiceOf(expression, path, context);
    case 'other':
      return joined(
        selected(expression.parts).map(part => used(context.evaluate(part, path), path, context)),
      );
    default:
      return nothing;
  }
}

/** `withName: ALIGN { … }` reads as a call of ALIGN; its block is that of `withName: 'ALIGN' { … }`. */
function selected(parts: readonly Expression[]): readonly Expression[] {
  const [first] = parts;
  return first?.kind === 'name' && ['withName', 'withLabel'].includes(first.text)
    ? parts.flatMap(part => {
        const call = part.kind === 'not' ? part.operand : part;
        return call.kind === 'call' ? call.args.map(({ value }) => value) : [part];
      })
    : parts;
}

/** What a closure gives when it is called; to write it down ends nothing. */
function closureOf(
  closure: Expression & { readonly kind: 'closure' },
  path: Path,
  context: Context,
): Value {
  if (!context.matters(closure.body)) {
    return nothing;
  }
  const { texts } = context.run(closure.body, closurePath(closure, nothing, path));
  return { texts, nulls: new Set(), closure };
}

function notOf(
  { operand }: Expression & { readonly kind: 'not' },
  path: Path,
  context: Context,
): Value {
  askFor(operand, path, context);
  return operand.kind === 'not' || !isPlain(operand)
    ? silenced(context.evaluate(operand, path))
    : nothing;
}

function textOf(
  { parts, interpolations }: Expression & { readonly kind: 'text' },
  path: Path,
  context: Context,
): Value {
  const { locals } = path.scope;
  const shell =
    path.section === 'shell' ? interpolations.filter(part => !isOneOf(part, locals)) : [];
  return joined(
    [...parts, ...shell].map(part => used(context.evaluate(part, path), path, context)),
  );
}

function isOneOf(expression: Expression, names: ReadonlySet<string>): boolean {
  return expression.kind === 'name' && names.has(expression.text);
}

function memberOf(
  expression: Expression & { readonly kind: 'member' },
  path: Path,
  context: Context,
): Value {
  const { object, name, safe } = expression;
  const whole = pathName(expression);
  const known = whole === null ? undefined : path.scope.get(whole);
  if (known) {
    return known;
  }
  const held = context.evaluate(object, path);
  reach(held, { kind: 'member', text: name ?? '' }, safe, path, context);
  const entry = held.entries?.get(name ?? '');
  if (entry) {
    return entry;
  }
  return held.entries || silentMembers.has(name ?? '') ? nothing : { ...joined([held]) };
}

function indexOf(
  { object, key, safe }: Expression & { readonly kind: 'index' },
  path: Path,
  context: Context,
): Value {
  const held = context.evaluate(object, path);
  context.evaluate(key, path);
  reach(held, { kind: 'operator', text: '[]' }, safe, path, context);
  const [name, own] = [keyOf(key), pathName(object)];
  const put = name === null || own === null ? undefined : path.scope.get(`${own}.${name}`);
  const entry = put ?? held.entries?.get(name ?? '');
  return entry ?? joined([held, ...(held.entries?.values() ?? [])]);
}

/** What a closure that is only written down would do does not happen here. */
function later({ kind }: Expression, path: Path): Path {
  return kind === 'closure' ? inner(path, { spared: true }) : path;
}

function listOf(items: readonly Argument[], path: Path, context: Context): Value {
  const entries = new Map<string, Value>();
  items.forEach(({ name, value }, at) => {
    entries.set(name ?? String(at), context.evaluate(value, later(value, path)));
  });
  return { ...joined([...entries.values()]), entries };
}

function isPlain({ kind }: Expression): boolean {
  return kind === 'name' || kind === 'member' || kind === 'index';
}

function silenced(value: Value): Value {
  return value.ends ? value : nothing;
}

const comparing = new Set([
  ...['==', '!=', '===', '!==', '<=>', '<', '>', '<=', '>=', '=~', '==~', 'in', 'instanceof'],
  ...['!in', '!instanceof', 'case'],
]);
/** `x as int`: null is none, while `null as Integer` is null. */
function cast(value: Value, type: Expression, path: Path, context: Context): Value {
  if (type.kind !== 'name') {
    return value;
  }
  if (truths.has(type.text)) {
    context.fates.ask(nullsOf(value, path));
    return { ...nothing, nulls: value.nulls };
  }
  if (primitives.has(type.text)) {
    reach(value, { kind: 'operator', text: `as ${type.text}` }, false, path, context);
  }
  return value;
}

const truths = new Set(['boolean', 'Boolean']);
const primitives = new Set(['int', 'long', 'double', 'float', 'short', 'byte', 'char']);
const passing = new Set(['+', 'as', '..', '..<']);

function binaryOf(
  expression: Expression & { readonly kind: 'binary' },
  path: Path,
  context: Context,
): Value {
  const { operator, left, right } = expression;
  if (operator === '&&' || operator === '||') {
    return logical(expression, path, context);
  }
  if (operator === '|') {
    return pipe(left, right, path, context);
  }
  const [a, b] = [context.evaluate(left, path), context.evaluate(right, path)];
  if (comparing.has(operator)) {
    context.fates.ask([...nullsOf(a, path), ...nullsOf(b, path)]);
    // What a pattern finds is a piece of the text.
    return operator === '=~' ? joined([a]) : nothing;
  }
  if (operator === 'as') {
    return cast(a, right, path, context);
  }
  if (passing.has(operator)) {
    used(a, path, context);
    used(b, path, context);
    return joined([a, b]);
  }
  if (operator === '>>' && path.section === 'topic') {
    return nothing;
  }
  reach(a, { kind: 'operator', text: operator }, false, path, context);
  return operator === '<<' ? added(left, a, b, path, context) : nothing;
}

/** `file << text`, `list << element` */
function added(left: Expression, a: Value, b: Value, path: Path, context: Context): Value {
  if (a.file === true) {
    context.fates.leak(b, 'file');
  } else {
    grow(left, [b], path);
  }
  return joined([a, b]);
}

/** `channel | P`, `channel | view`: a call with what the left side gives. */
function pipe(left: Expression, right: Expression, path: Path, context: Context): Value {
  const { depth, start } = right;
  const args = [{ name: null, value: left }];
  if (right.kind === 'name' && isDefined(right.text, context)) {
    return context.evaluate({ kind: 'call', callee: right, args, depth, start }, path);
  }
  const call = right.kind === 'call' ? right : null;
  const name = right.kind === 'name' ? right : call?.callee.kind === 'name' ? call.callee : null;
  if (name && !isDefined(name.text, context)) {
    const callee = {
      kind: 'member',
      object: left,
      name: name.text,
      safe: false,
      depth,
      start,
    } as const;
    return context.evaluate(
      { kind: 'call', callee, args: call?.args ?? [], depth: depth + 1, start },
      path,
    );
  }
  return joined([context.evaluate(left, path), context.evaluate(right, path)]);
}

/** `a && b`, `a || b`: the second is reached only where the first does not decide. */
function logical(
  { operator, left, right }: Expression & { readonly kind: 'binary' },
  path: Path,
  context: Context,
): Value {
  const wanted = operator === '&&';
  askFor(left, path, context);
  context.evaluate(left, path);
  const given = context.evaluate(right, branchPath(left, wanted, path, context));
  askFor(right, path, context);
  if (given.ends) {
    endBranch(left, wanted, path, context, given.ends);
  }
  return nothing;
}

/** `a ? b : c` and `a ?: b`. */
function choiceOf(
  { test, yes, no }: Expression & { readonly kind: 'choice' },
  path: Path,
  context: Context,
): Value {
  const asked = test ?? yes;
  askFor(asked, path, context);
  const first = context.evaluate(asked, path);
  const [there, missing] = [true, false].map(wanted => branchPath(asked, wanted, path, context));
  const whenTrue = test ? context.evaluate(yes, later(yes, there ?? path)) : first;
  const whenFalse = context.evaluate(no, later(no, missing ?? path));
  for (const [value, wanted] of [
    [whenTrue, true],
    [whenFalse, false],
  ] as const) {
    if (value.ends) {
      endBranch(asked, wanted, path, context, value.ends);
    }
  }
  if (!test && no.kind === 'null') {
    return first;
  }
  return whenTrue.ends && whenFalse.ends
    ? whenTrue
    : { ...oneOf([test ? whenTrue : joined([first]), whenFalse]) };
}
