import type { Reference } from '../scan/reference.ts';
import type { Argument, Expression } from '../syntax/syntax.ts';
import { endHere } from './conditions.ts';
import { presenceCall } from './presenceCall.ts';
import {
  creating,
  growing,
  logging,
  nullMethods,
  refusing,
  refusingMethods,
  showing,
  silent,
  writing,
} from './sinks.ts';
import { closurePath, type Context, grow, pathName, reach, used } from './state/context.ts';
import { inner, nullsOf, type Path, variable } from './state/path.ts';
import { elementsOf, joined, nothing, oneOf, type Truth, type Value } from './state/value.ts';
import { requireFile } from './tasks/requireOutputs.ts';
import { holds } from './truth.ts';

type Member = Expression & { readonly kind: 'member' };

/** What a call of a method gives, and what happens on the way. */
export function methodCall(
  callee: Member,
  args: readonly Argument[],
  path: Path,
  context: Context,
): Value {
  const whole = pathName(callee) ?? '';
  const name = callee.name ?? '';
  const handler = whole === 'workflow.onComplete' || whole === 'workflow.onError';
  const into = handler ? inner(path, { spared: true }) : path;
  const held = context.evaluate(callee.object, into);
  const closures = args.filter(({ value }) => closureIn(value, path) !== null);
  const plain = args.filter(({ value }) => closureIn(value, path) === null);
  const given = plain.map(({ value }) => context.evaluate(value, into));
  const inside = closures.flatMap(({ value }) =>
    closureResults(closureIn(value, path), name, held, into, context),
  );
  if (name === 'call' && held.closure) {
    return context.run(held.closure.body, closurePath(held.closure, given[0] ?? nothing, path));
  }
  if (whole === 'System.exit') {
    return endHere({ says: null, good: isZero(args[0]) }, path, context);
  }
  const asked = presenceCall(whole, name, { held, given, inside }, path, context);
  if (asked) {
    return asked;
  }
  refuseNull(callee, held, given, path, context);
  refuseOptions(name, plain, given, path, context);
  requireFile(whole, args, path, context);
  touched(held, name, callee.safe, path, context);
  given.forEach(value => used(value, path, context));
  leakOf(whole, name, { held, given, inside }, context);
  if (growing.has(name) && held.file !== true) {
    grow(callee.object, given, path);
  }
  if (name === 'set') {
    bind(closures, held, path);
  }
  return resultOf(callee, { held, given, inside });
}

/** What a method gives. */
function resultOf({ name: own, safe, ...callee }: Member, parts: Parts): Value {
  const { held, inside } = parts;
  const name = own ?? '';
  if (choosing.has(name) && inside.length > 0) {
    const without = decidedBy(name, inside);
    const found = ['find', 'findAll'].includes(name) ? joined([held]) : nothing;
    return without.size > 0 ? { ...found, without } : found;
  }
  const known = silent.has(name) ? nothing : elementBy(name, held);
  if (known) {
    return known;
  }
  const result = withElements(pathName({ name: own, safe, ...callee }) ?? '', name, parts);
  if (safe) {
    return { ...result, nulls: held.nulls };
  }
  return held.file === true ? { ...result, file: true } : result;
}

/** A method of null ends the run, but for those that it has. */
function touched(held: Value, name: string, safe: boolean, path: Path, context: Context): void {
  if (!safe && nullMethods.has(name)) {
    used(held, path, context);
  } else {
    reach(held, { kind: 'member', text: `${name}()` }, safe, path, context);
  }
}

interface Parts {
  readonly held: Value;
  readonly given: readonly Value[];
  readonly inside: readonly Value[];
}

function leakOf(
  whole: string,
  name: string,
  { held, given, inside }: Parts,
  { fates }: Context,
): void {
  const logs = /^(?:log|System\.out|System\.err)\.\w+$/.test(whole) && logging.has(name);
  if (logs) {
    fates.leak(joined(given), 'output');
  } else if (showing.has(name) && held.file !== true) {
    fates.leak(inside.length > 0 ? joined(inside) : held, 'output');
  } else if (held.file === true && creating.has(name)) {
    fates.leak(held, 'file');
  } else if (name === 'collectFile') {
    fates.leak(joined([held, ...given, ...inside]), 'file');
  } else if ((held.file === true && writing.has(name)) || /(?:^|\.)Files\.write/.test(whole)) {
    fates.leak(joined(given), 'file');
  }
}

type Closure = Expression & { readonly kind: 'closure' };

/** The closure that is written here, or that a variable holds. */
function closureIn(expression: Expression, path: Path): Closure | null {
  if (expression.kind === 'closure') {
    return expression;
  }
  return expression.kind === 'name'
    ? (variable(path.scope, expression.text).closure ?? null)
    : null;
}

/** What a closure gives for each element of what its method is called on. */
function closureResults(
  closure: Closure | null,
  name: string,
  held: Value,
  path: Path,
  context: Context,
): readonly Value[] {
  const item = oneOf([joined([held])]);
  const whole = { ...item, ...(held.entries && { entries: held.entries }) };
  const writer = held.file === true && /^with\w*(?:Writer|Stream)/.test(name);
  const once = writer || called.has(name);
  const into = once || (held.entries?.size ?? 0) > 0 ? path : inner(path, { certain: false });
  const items = writer
    ? [{ ...nothing, file: true }]
    : name === 'with' || name === 'tap'
      ? [held]
      : (elementsOf(held) ?? [whole]);
  return closure
    ? items.map(each => context.run(closure.body, closurePath(closure, each, into)))
    : [];
}

/** Methods that call their closure in any case; others do so for each element, of which there may be none. */
const called = new Set(['with', 'tap', 'call', 'identity', 'onComplete', 'onError']);

/** Methods whose result is decided by what their closure says of each element. */
const choosing = new Set(['every', 'any', 'find', 'findAll']);

/** The truth of `every`, `any` and their like where a secret is missing. */
function decidedBy(name: string, results: readonly Value[]): ReadonlyMap<Reference, Truth> {
  const truths = results.flatMap(({ nulls, without }) => [
    ...[...nulls].map((each): readonly [Reference, Truth] => [each, 'null']),
    ...(without ?? []),
  ]);
  const decides = name === 'every' ? false : true;
  return new Map(
    truths
      .filter(([, truth]) => holds(truth) === decides)
      .map(([reference]) => [reference, decides ? 'true' : 'false'] as const),
  );
}

/** Null is no argument of some methods: of those of texts, of files, and of what parses. */
function refuseNull(
  callee: Member,
  held: Value,
  given: readonly Value[],
  path: Path,
  context: Context,
): void {
  const { object } = callee;
  const name = callee.name ?? '';
  const text = object.kind === 'text' || (object.kind === 'constant' && object.text !== null);
  const refuses =
    (held.file === true && ['write', 'setText', 'resolve'].includes(name)) ||
    (text && refusingMethods.has(name)) ||
    name === 'parseText' ||
    /^(?:java\.nio\.file\.)?Files$/.test(pathName(object) ?? '');
  for (const value of refuses ? given : []) {
    context.fates.end(nullsOf(value, path), path, { kind: 'argument', text: name });
  }
  refuse(pathName(callee) ?? '', given, path, context);
}

/** `collectFile(name: null)` */
function refuseOptions(
  name: string,
  args: readonly Argument[],
  given: readonly Value[],
  path: Path,
  { fates }: Context,
): void {
  for (const [at, option] of name === 'collectFile' ? args.entries() : []) {
    if (['name', 'seed', 'storeDir'].includes(option.name ?? '')) {
      fates.end(nullsOf(given[at] ?? nothing, path), path, { kind: 'argument', text: name });
    }
  }
}

/** An element of a list that is known one by one, or the values of a map. */
function elementBy(name: string, held: Value): Value | null {
  const values = [...(held.entries?.values() ?? [])];
  switch (name) {
    case 'first':
    case 'head':
      return values[0] ?? null;
    case 'last':
      return values.at(-1) ?? null;
    case 'values':
      return values.length === 0
        ? null
        : { ...joined(values), entries: new Map(values.map((each, at) => [String(at), each])) };
    default:
      return null;
  }
}

/** The result of a method, and of a channel or a list what is in it. */
function withElements(whole: string, name: string, { held, given, inside }: Parts): Value {
  const maps =
    inside.length > 0 && /^(?:map|collect|flatMap|collectMany|collectEntries|with)$/.test(name);
  const result = joined([...(maps ? [] : [held]), ...given, ...inside]);
  const elements = /^[cC]hannel\.(?:of|value)$/.test(whole)
    ? given
    : name === 'map' || name === 'collect'
      ? inside
      : [];
  return elements.length === 0
    ? result
    : { ...result, entries: new Map(elements.map((each, at) => [String(at), each])) };
}

/** `channel.set { name }` */
function bind(closures: readonly Argument[], held: Value, path: Path): void {
  for (const { value } of closures) {
    const [first] = value.kind === 'closure' ? value.body.statements : [];
    if (first?.kind === 'expression' && first.value.kind === 'name') {
      path.scope.assign(first.value.text, held);
    }
  }
}

/** `exit 0`, `exit()`: nothing has failed. */
export function isZero(first: Argument | undefined): boolean {
  return first === undefined || (first.value.kind === 'constant' && !first.value.truth);
}

/** Null is no argument of some functions, wherever they take one. */
export function refuse(
  name: string,
  given: readonly Value[],
  path: Path,
  { fates }: Context,
): void {
  const [first, second] = given;
  const formats = (name === 'sprintf' || name === 'printf') && given.length === 2;
  const refused = refusing.has(name) ? (first ? given : []) : formats && second ? [second] : [];
  for (const value of refused) {
    fates.end(nullsOf(value, path), path, { kind: 'argument', text: name });
  }
}
