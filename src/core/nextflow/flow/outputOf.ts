import type { Argument, Expression } from '../syntax/syntax.ts';
import { declareInputs } from './declareInputs.ts';
import type { Context, Definition } from './state/context.ts';
import { inner, type Path } from './state/path.ts';
import { joined, nothing, type Value } from './state/value.ts';
import { shownBy, type Task, taskOf } from './tasks/taskOf.ts';

/** One line of `output:`, and the name that `emit:` gives it. */
interface Output {
  readonly name: string | null;
  readonly value: Value;
}

/**
 * What a call of a process gives, as far as it comes from its inputs or stands in its `output:`;
 * `NAME.out`, `NAME.out.it` and `NAME.out[0]` are it, too.
 */
export function outputOf(
  name: string,
  definition: Definition,
  given: readonly Value[],
  path: Path,
  context: Context,
  caller: Path['scope'],
): Value {
  const { body } = definition;
  const task = taskOf(definition, context);
  const into = inner(path, { inside: 'process', section: 'output', returned: [] });
  declareInputs(body, [given], into, context);
  const outputs: Output[] = [];
  let section: string | null = null;
  for (const statement of body.statements) {
    if (statement.kind === 'label') {
      section = statement.name;
    } else if (section === 'output' && statement.kind === 'expression') {
      outputs.push(output(statement.value, task, into, context));
    }
  }
  const channels = outputs.map(({ value }) => channelOf(value));
  outputs.forEach(({ name: own }, at) => {
    [String(at), ...(own === null ? [] : [own])].forEach(key => {
      caller.assign(`${name}.out.${key}`, channels[at] ?? nothing);
    });
  });
  const [only = nothing] = channels;
  // Several are no channel themselves.
  caller.assign(`${name}.out`, channels.length === 1 ? only : nothing);
  return channels.length === 1 ? only : several(outputs, channels);
}

/** What is taken apart by place, as in `(a, b) = P(x)`, or by name. */
function several(outputs: readonly Output[], channels: readonly Value[]): Value {
  const entries = channels.flatMap((channel, at) =>
    [String(at), outputs[at]?.name ?? String(at)].map(key => [key, channel] as const),
  );
  return { ...joined(channels), entries: new Map(entries) };
}

/** A channel of which each element is this. */
function channelOf(value: Value): Value {
  return value.texts.size === 0
    ? nothing
    : { ...joined([value]), entries: new Map([['0', value]]) };
}

function output(whole: Expression, task: Task | null, path: Path, context: Context): Output {
  // With brackets a line is a call with more behind it: `val(x), emit: it`.
  const [line = whole, ...more] = whole.kind === 'other' ? whole.parts : [whole];
  const args = line.kind === 'call' ? line.args : [];
  const named = more.findIndex(part => part.kind === 'name' && part.text === 'emit');
  const emit =
    args.find(({ name }) => name === 'emit')?.value ??
    (named < 0 ? undefined : more.slice(named + 1).find(isWord));
  const name = emit && isWord(emit) ? emit.text : null;
  return { name, value: valueOf(line, task, path, context) };
}

function isWord(part: Expression): part is Expression & { readonly kind: 'name' | 'constant' } {
  return part.kind === 'name' || part.kind === 'constant';
}

/** `val x`, `tuple val(a), path(b)`; what a task makes itself is known of what it declares. */
function valueOf(line: Expression, task: Task | null, path: Path, context: Context): Value {
  const callee = line.kind === 'call' && line.callee.kind === 'name' ? line.callee.text : null;
  const args = line.kind === 'call' ? line.args.filter(({ name }) => name === null) : [];
  const values = (each: Argument): Value =>
    callee === 'tuple'
      ? valueOf(each.value, task, path, context)
      : context.evaluate(each.value, path);
  if (callee === 'tuple') {
    const parts = args.map(values);
    return { ...joined(parts), entries: new Map(parts.map((part, at) => [String(at), part])) };
  }
  return callee === 'val' ? joined(args.map(values)) : task ? shownBy(line, task) : nothing;
}
