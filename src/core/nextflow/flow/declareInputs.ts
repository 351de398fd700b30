import type { Block, Expression } from '../syntax/syntax.ts';
import type { Context } from './state/context.ts';
import type { Path } from './state/path.ts';
import { elementsOf, joined, nothing, type Value } from './state/value.ts';

/** Gives the inputs of a process what its calls give them, in their order. */
export function declareInputs(
  body: Block,
  given: readonly (readonly Value[])[],
  path: Path,
  context: Context,
): void {
  let section: string | null = null;
  let position = 0;
  for (const statement of body.statements) {
    if (statement.kind === 'label') {
      section = statement.name;
    } else if (section === 'input' && statement.kind === 'expression') {
      const values = given.map(args => args[position] ?? nothing);
      declareInput(statement.value, values, path, context);
      position += 1;
    }
  }
}

/** `val x`, `tuple val(a), path(b)`, `env K`. */
function declareInput(
  input: Expression,
  values: readonly Value[],
  path: Path,
  context: Context,
): void {
  if (input.kind !== 'call' || input.callee.kind !== 'name') {
    return;
  }
  const value = joined(values);
  if (input.callee.text === 'tuple') {
    input.args.forEach(({ value: argument }, at) => {
      const parts = values.flatMap(each => partsAt(each, at));
      declareInput(argument, parts, path, context);
    });
    return;
  }
  for (const { value: argument } of input.args) {
    if (argument.kind === 'name') {
      path.scope.declare(argument.text, value);
    } else if (argument.kind === 'call') {
      declareInput(argument, values, path, context);
    }
  }
  if (input.callee.text === 'env') {
    context.fates.leak(value, 'wrapper');
  }
}

/** What a channel's tuples have at a place; all that they have where that is not known. */
function partsAt(channel: Value, at: number): readonly Value[] {
  const tuples = elementsOf(channel);
  if (!tuples?.every(({ entries }) => entries !== undefined)) {
    return [channel];
  }
  return tuples.map(({ entries }) => entries?.get(String(at)) ?? nothing);
}
