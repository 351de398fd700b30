import type { Argument } from '../../syntax/syntax.ts';

/** Operators that give something wherever they are given something. */
const keeping = new Set([
  ...['map', 'view', 'dump', 'tap', 'set', 'collect', 'unique', 'distinct', 'collate', 'last'],
  ...['groupTuple', 'collectFile', 'min', 'max', 'sum', 'reduce', 'multiMap', 'first', 'take'],
  ...['toInteger', 'toLong', 'toFloat', 'toDouble', 'combine'],
]);

/** Operators that give something in any case. */
const giving = new Set(['ifEmpty', 'toList', 'toSortedList', 'count']);

/** Operators that are there to leave things out, the last two if they are asked to. */
const choosing = new Set(['filter', 'branch', 'until', 'randomSample', 'first', 'take']);

/**
 * What counts as certain of what a run is given: `any`, so that a pattern may match no file, or
 * `some`, as for a run that somebody wants something of.
 */
export type Inputs = 'any' | 'some';

/** Whether what a factory or an operator of a channel gives is surely not empty. */
export function isSureChannel(
  inputs: Inputs,
  isFactory: boolean,
  name: string,
  held: boolean,
  args: readonly Argument[],
  given: readonly boolean[],
): boolean {
  if (isFactory) {
    return isSureFactory(name, args) || (inputs === 'some' && isFilled(name, args));
  }
  if (name === 'mix' || name === 'concat') {
    return held || given.some(Boolean);
  }
  const kept = held && given.every(Boolean);
  return (
    giving.has(name) || (kept && (keeps(name, args) || (inputs === 'some' && !choosing.has(name))))
  );
}

/** Whether an operator gives something for sure, and is asked for nothing that may leave all out. */
function keeps(name: string, args: readonly Argument[]): boolean {
  const [first] = args;
  switch (name) {
    case 'groupTuple':
      return !args.some(each => each.name === 'size');
    case 'combine':
      return !args.some(each => each.name === 'by');
    case 'first':
      return first === undefined;
    case 'take':
      return first?.value.kind === 'constant' && first.value.truth;
    default:
      return keeping.has(name);
  }
}

function isSureFactory(name: string, args: readonly Argument[]): boolean {
  const [first] = args.filter(each => each.name === null);
  switch (name) {
    case 'of':
    case 'value':
      return first !== undefined && first.value.kind !== 'binary';
    case 'from':
      return first?.value.kind === 'constant' || isFull(first);
    case 'fromList':
      return isFull(first);
    case 'fromPath':
    case 'fromFilePairs':
      return isThere(args) || (name === 'fromPath' && isOnePath(first));
    default:
      return false;
  }
}

/** What gives something where there is any input: not `Channel.empty()`, nor a list of nothing. */
function isFilled(name: string, args: readonly Argument[]): boolean {
  const [first] = args.filter(each => each.name === null);
  return name !== 'empty' && first !== undefined && first.value.kind !== 'list';
}

function isFull(given: Argument | undefined): boolean {
  return given?.value.kind === 'list' && given.value.items.length > 0;
}

/** `checkIfExists: true` */
export function isThere(args: readonly Argument[]): boolean {
  return args.some(
    ({ name, value }) => name === 'checkIfExists' && value.kind === 'constant' && value.truth,
  );
}

/** A path with no pattern in it is given even where there is no such file. */
function isOnePath(given: Argument | undefined): boolean {
  const path = given?.value.kind === 'constant' ? given.value.text : null;
  return path !== null && !/[*?[{]/.test(path);
}
