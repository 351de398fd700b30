import type { LeakPlace } from '../scan/reference.ts';
import type { Argument, Expression } from '../syntax/syntax.ts';
import { closurePath, type Context, pathName, reach, used } from './context.ts';
import { parameters } from './parameters.ts';
import { inner, nullsOf, type Path } from './path.ts';
import {
  directivePlace,
  logging,
  nullMethods,
  printing,
  refusing,
  showing,
  silent,
  writing,
} from './sinks.ts';
import { joined, noReturn, nothing, oneOf, type Value } from './value.ts';

type Call = Expression & { readonly kind: 'call' };

/** What a call gives, and what happens on the way. */
export function callOf(call: Call, path: Path, context: Context): Value {
  const { callee } = call;
  if (callee.kind === 'name') {
    return functionCall(callee.text, call, path, context);
  }
  if (callee.kind === 'member') {
    return methodCall(callee, call, path, context);
  }
  const given = argumentsOf(call.args, path, context);
  return callee.kind === 'closure'
    ? context.run(callee.body, closurePath(callee, given[0] ?? nothing, path))
    : joined([context.evaluate(callee, path), ...given]);
}

function argumentsOf(args: readonly Argument[], path: Path, context: Context): readonly Value[] {
  return args.map(({ value }) => context.evaluate(value, path));
}

function functionCall(name: string, { args }: Call, path: Path, context: Context): Value {
  const directive = path.inside === 'process' && path.section === null;
  if (directive && name === 'ext') {
    for (const { name: key, value } of args) {
      path.scope.declare(`task.ext.${key ?? ''}`, context.evaluate(value, path));
    }
    return nothing;
  }
  const inside = blockOf(name, args, path, context);
  if (inside) {
    return inside;
  }
  const handler = name === 'onComplete' || name === 'onError';
  const given = argumentsOf(args, handler ? inner(path, { spared: true }) : path, context);
  const place = functionPlace(name, path);
  if (place) {
    context.fates.leak(joined(given), place);
  }
  if (name === 'error' || name === 'exit') {
    return noReturn(args.map(({ value }) => textIn(value)).find(text => text !== null) ?? null);
  }
  refuse(name, given, path, context);
  include(name, args, given, path, context);
  return followed(name, given, path, context) ?? plainCall(name, args, given, path, context);
}

/** What is between the braces of `params {` in a script, or of a scope of a config; null of any other call. */
function blockOf(
  name: string,
  args: readonly Argument[],
  path: Path,
  context: Context,
): Value | null {
  if (context.kind === 'config') {
    const scope = args.some(({ value }) => value.kind === 'closure');
    return scope ? block(name, args, path, context) : null;
  }
  const [first] = args;
  return name === 'params' && first?.value.kind === 'closure'
    ? parameters(first.value.body, path, context)
    : null;
}

/** Where what a function is called with comes to stand. */
function functionPlace(name: string, { inside, section }: Path): LeakPlace | null {
  if (printing.has(name)) {
    return 'output';
  }
  switch (inside === 'process' ? section : undefined) {
    case null:
      return directivePlace(name);
    case 'output':
      return name === 'eval' ? 'script' : null;
    case 'stage':
      return name === 'env' ? 'wrapper' : null;
    default:
      return null;
  }
}

/** `includeConfig` of null ends the run, and of the text `null`, which names no config. */
function include(
  name: string,
  args: readonly Argument[],
  [given]: readonly Value[],
  path: Path,
  { fates }: Context,
): void {
  if (name === 'includeConfig' && given) {
    const nulls = args[0]?.value.kind === 'text' ? given.texts : given.nulls;
    fates.end(nullsOf({ ...given, nulls }, path), path, { kind: 'includeConfig', text: null });
  }
}

/** What a function of the file gives; what a process of it is called with. Null of any other name. */
function followed(
  name: string,
  given: readonly Value[],
  path: Path,
  context: Context,
): Value | null {
  const definition = context.definitions.get(name);
  if (definition?.of === 'process') {
    context.inputs.set(name, [...(context.inputs.get(name) ?? []), given]);
    given.forEach(value => {
      context.fates.end(nullsOf(value, path), path, { kind: 'argument', text: name });
    });
    return joined(given);
  }
  if (definition?.of !== 'function' || context.active.has(name) || context.budget <= 0) {
    return null;
  }
  context.budget -= 1;
  context.called.add(name);
  context.active.add(name);
  const into = inner(path, { returned: [], section: path.section });
  definition.params.forEach((param, at) => {
    into.scope.declare(param, given[at] ?? nothing);
  });
  const value = context.run(definition.body, into);
  context.active.delete(name);
  return value;
}

function plainCall(
  name: string,
  args: readonly Argument[],
  given: readonly Value[],
  path: Path,
  context: Context,
): Value {
  given.forEach(value => used(value, path, context));
  const held = path.scope.get(name);
  if (held?.closure && !context.active.has(name) && context.budget > 0) {
    context.budget -= 1;
    context.active.add(name);
    const value = context.run(
      held.closure.body,
      closurePath(held.closure, given[0] ?? nothing, path),
    );
    context.active.delete(name);
    return value;
  }
  const file = name === 'file' || name === 'File' || name === 'path';
  return file && args.length > 0 ? { ...joined(given), file } : joined(given);
}

/** A scope or a selector of a config: its settings are those of its name. */
function block(name: string, args: readonly Argument[], path: Path, context: Context): Value {
  for (const { value } of args) {
    // What a profile says holds only where it is chosen.
    const certain = path.certain && path.settings[0] !== 'profiles';
    const into = inner(path, { settings: [...path.settings, name], certain });
    if (value.kind === 'closure') {
      if (context.matters(value.body)) {
        context.run(value.body, into);
      }
    } else {
      context.evaluate(value, into);
    }
  }
  return nothing;
}

function refuse(name: string, given: readonly Value[], path: Path, { fates }: Context): void {
  if (refusing.has(name) && given[0]) {
    fates.end(nullsOf(given[0], path), path, { kind: 'argument', text: name });
  }
}

function methodCall(
  callee: Expression & { readonly kind: 'member' },
  { args }: Call,
  path: Path,
  context: Context,
): Value {
  const whole = pathName(callee) ?? '';
  const name = callee.name ?? '';
  const handler = whole === 'workflow.onComplete' || whole === 'workflow.onError';
  const into = handler ? inner(path, { spared: true }) : path;
  const held = context.evaluate(callee.object, into);
  const closures = args.filter(({ value }) => value.kind === 'closure');
  const plain = args.filter(({ value }) => value.kind !== 'closure');
  const given = argumentsOf(plain, into, context);
  const inside = closures.map(({ value }) => closureResult(value, held, into, context));
  if (whole === 'System.exit') {
    return noReturn(null);
  }
  refuse(whole, given, path, context);
  touched(held, name, callee.safe, path, context);
  given.forEach(value => used(value, path, context));
  leakOf(whole, name, { held, given, inside }, context);
  if (name === 'set') {
    bind(closures, held, path);
  }
  if (silent.has(name)) {
    return nothing;
  }
  const maps =
    closures.length > 0 && /^(?:map|collect|flatMap|collectMany|collectEntries|with)$/.test(name);
  const result = joined([...(maps ? [] : [held]), ...given, ...inside]);
  return callee.safe
    ? { ...result, nulls: held.nulls }
    : held.file === true
      ? { ...result, file: true }
      : result;
}

/** A method of null ends the run, but for those that it has. */
function touched(held: Value, name: string, safe: boolean, path: Path, context: Context): void {
  if (!safe && nullMethods.has(name)) {
    used(held, path, context);
  } else {
    reach(held, `${name}()`, safe, path, context);
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
  } else if (showing.has(name)) {
    fates.leak(inside.length > 0 ? joined(inside) : held, 'output');
  } else if (held.file === true && writing.has(name)) {
    fates.leak(joined(given), 'file');
  } else if (name === 'collectFile') {
    fates.leak(joined([held, ...inside]), 'file');
  }
}

function closureResult(closure: Expression, held: Value, path: Path, context: Context): Value {
  if (closure.kind !== 'closure') {
    return nothing;
  }
  const item = oneOf([joined([held])]);
  const into = closurePath(
    closure,
    { ...item, ...(held.entries && { entries: held.entries }) },
    path,
  );
  return { ...context.run(closure.body, into), nulls: new Set() };
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

/** A text that is written out. */
function textIn(expression: Expression): string | null {
  return expression.kind === 'constant' ? expression.text : null;
}
