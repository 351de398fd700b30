import type { LeakPlace } from '../scan/reference.ts';
import type { Argument, Expression, Statement } from '../syntax/syntax.ts';
import { workflowSections } from '../syntax/workflowSections.ts';
import { endHere, tested } from './conditions.ts';
import { isZero, methodCall, refuse } from './methodCall.ts';
import { outputOf } from './outputOf.ts';
import { parameters } from './parameters.ts';
import { directivePlaces, printing } from './sinks.ts';
import {
  closurePath,
  type Context,
  type Definition,
  type Elsewhere,
  pathName,
  used,
} from './state/context.ts';
import { inner, nullsOf, type Path } from './state/path.ts';
import { joined, nothing, type Value, withoutClosures } from './state/value.ts';
import { requireFile } from './tasks/requireOutputs.ts';

type Call = Expression & { readonly kind: 'call' };

/** What a call gives, and what happens on the way. */
export function callOf(call: Call, path: Path, context: Context): Value {
  const { callee } = call;
  if (callee.kind === 'name') {
    return functionCall(callee.text, call, path, context);
  }
  if (callee.kind === 'member') {
    const other = context.elsewhere.get(pathName(callee) ?? '');
    const given = other && calledElsewhere(other, call, path, context);
    return given ?? methodCall(callee, call.args, path, context);
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
  if (name === 'ext' && path.inside === 'process' && path.section === null) {
    return extensions(args, path, context);
  }
  const inside = blockOf(name, args, path, context);
  if (inside) {
    return inside;
  }
  const handler = name === 'onComplete' || name === 'onError';
  const given = argumentsOf(args, handler ? inner(path, { spared: true }) : path, context);
  for (const place of functionPlaces(name, path)) {
    context.fates.leak(joined(given), place);
  }
  if (name === 'error' || name === 'exit') {
    const says = args.map(({ value }) => textIn(value)).find(text => text !== null) ?? null;
    return endHere({ says, good: name === 'exit' && isZero(args[0]) }, path, context);
  }
  refuse(name, given, path, context);
  requireFile(name, args, path, context);
  if (printing.has(name)) {
    given.forEach(value => used(value, path, context));
    return nothing;
  }
  include(name, args, given, path, context);
  return followed(name, args, given, path, context) ?? plainCall(name, args, given, path, context);
}

/** `ext args: '…'`: what a task reads as `task.ext.args`. */
function extensions(args: readonly Argument[], path: Path, context: Context): Value {
  for (const { name: key, value } of args) {
    // A closure is called by whoever reads it, if somebody does.
    const into = value.kind === 'closure' ? inner(path, { certain: false }) : path;
    path.scope.declare(`task.ext.${key ?? ''}`, context.evaluate(value, into));
  }
  return nothing;
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
function functionPlaces(name: string, { inside, section }: Path): readonly LeakPlace[] {
  if (printing.has(name)) {
    return ['output'];
  }
  switch (inside === 'process' ? section : undefined) {
    case null:
      return directivePlaces(name);
    case 'output':
      return name === 'eval' ? ['script'] : name === 'path' ? ['file', 'wrapper'] : [];
    case 'stage':
      return name === 'env' ? ['wrapper'] : [];
    default:
      return [];
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
  args: readonly Argument[],
  given: readonly Value[],
  path: Path,
  context: Context,
): Value | null {
  const definition = context.definitions.get(name);
  const other = definition ? undefined : context.elsewhere.get(name);
  if (other) {
    return runElsewhere(name, other, positional(args, given), path, context);
  }
  if (definition?.of === 'process') {
    context.inputs.set(name, [...(context.inputs.get(name) ?? []), given]);
    given.forEach(value => {
      context.fates.end(nullsOf(value, path), path, { kind: 'argument', text: name });
    });
    return outputOf(name, definition, given, path, context, path.scope);
  }
  if (!definition || context.active.has(name) || context.budget <= 0) {
    return null;
  }
  context.budget -= 1;
  context.called.add(name);
  context.active.add(name);
  const value =
    definition.of === 'workflow'
      ? runWorkflow(name, definition, given, path, context, path.scope)
      : runFunction(definition, positional(args, given), path, context);
  context.active.delete(name);
  return value;
}

/** A static method of a class in `lib`, or a function of another file by way of what it is a member of. */
function calledElsewhere(
  other: Elsewhere,
  { args, callee }: Call,
  path: Path,
  context: Context,
): Value | null {
  const given = positional(args, argumentsOf(args, path, context));
  return runElsewhere(pathName(callee) ?? '', other, given, path, context);
}

/** The same of what another file of the run defines. Closures are left behind: they are of their file. */
function runElsewhere(
  name: string,
  { definition, context: there, scope }: Elsewhere,
  given: readonly Value[],
  path: Path,
  context: Context,
): Value | null {
  const own = definition.name ?? '';
  const args = given.map(withoutClosures);
  if (definition.of === 'process') {
    there.inputs.set(own, [...(there.inputs.get(own) ?? []), args]);
    args.forEach(value => {
      context.fates.end(nullsOf(value, path), path, { kind: 'argument', text: name });
    });
    return outputOf(name, definition, args, { ...path, scope }, there, path.scope);
  }
  if (there.active.has(own) || there.budget <= 0) {
    return null;
  }
  there.budget -= 1;
  there.called.add(own);
  there.active.add(own);
  const into = { ...path, scope };
  const value =
    definition.of === 'workflow'
      ? runWorkflow(name, definition, args, into, there, path.scope)
      : runFunction(definition, args, into, there);
  there.active.delete(own);
  return withoutClosures(value);
}

/** Named arguments are one map in front of the others. */
function positional(args: readonly Argument[], given: readonly Value[]): readonly Value[] {
  const named = args.flatMap(({ name }, at) =>
    name === null ? [] : [[name, given[at] ?? nothing] as const],
  );
  if (named.length === 0) {
    return given;
  }
  const entries = new Map(named);
  return [
    { ...joined([...entries.values()]), entries },
    ...given.filter((_, at) => args[at]?.name === null),
  ];
}

function runFunction(
  { params, defaults, body }: Definition,
  given: readonly Value[],
  path: Path,
  context: Context,
): Value {
  const into = inner(path, { returned: [], section: path.section, inside: null });
  for (const [at, param] of params.entries()) {
    const missing = defaults?.[at];
    const value =
      given[at] ??
      (missing ? tested(missing, context.evaluate(missing, into), into, context) : nothing);
    if (value.ends) {
      return value;
    }
    into.scope.declare(param, value);
  }
  return context.run(body, into);
}

/** A workflow with what it takes; `NAME.out` is what it emits. */
function runWorkflow(
  name: string,
  { body }: Definition,
  given: readonly Value[],
  path: Path,
  context: Context,
  caller: Path['scope'],
): Value {
  const into = inner(path, { returned: [], inside: 'workflow', section: null });
  const { take, main, emit } = workflowSections(body);
  for (const [at, statement] of take.entries()) {
    const taken = statement.kind === 'expression' ? pathName(statement.value) : null;
    if (taken !== null) {
      into.scope.declare(taken, given[at] ?? nothing);
    }
  }
  const ran = context.run({ statements: main, depth: body.depth }, into);
  const emitted = joined(emit.map(each => emittedBy(name, each, into, context, caller)));
  if (ran.ends) {
    return ran;
  }
  caller.assign(`${name}.out`, emitted);
  return emitted;
}

/** What one line of `emit:` gives; `NAME.out.it` is it, too. */
function emittedBy(
  name: string,
  statement: Statement,
  path: Path,
  context: Context,
  caller: Path['scope'],
): Value {
  if (statement.kind !== 'expression' && statement.kind !== 'assign') {
    return nothing;
  }
  const [target] = statement.kind === 'assign' ? statement.targets : [statement.value];
  const value = context.evaluate(statement.value, path);
  const own = target ? pathName(target) : null;
  if (own !== null) {
    caller.assign(`${name}.out.${own}`, value);
  }
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

/** A text that is written out. */
function textIn(expression: Expression): string | null {
  return expression.kind === 'constant' ? expression.text : null;
}
