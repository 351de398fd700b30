import type { Argument } from '../../syntax/syntax.ts';

/** Operators that give something wherever they are given something. */
const keeping = new Set([
  ...['map', 'view', 'dump', 'tap', 'set', 'collect', 'unique', 'distinct', 'collate', 'last'],
  ...['groupTuple', 'collectFile', 'min', 'max', 'sum', 'reduce', 'multiMap', 'first', 'take'],
  ...['toInteger', 'toLong', 'toFloat', 'toDouble', 'combine'],
]);

/** Operators that give something in any case. */
const giving = new Set(['ifEmpty', 'toList', 'toSortedList', 'count']);

/** Whether what a factory or an operator of a channel gives is surely not empty. */
export function isSureChannel(
  isFactory: boolean,
  name: string,
  held: boolean,
  args: readonly Argument[],
  given: readonly boolean[],
): boolean {
  if (isFactory) {
    return isSureFactory(name, args);
  }
  if (name === 'mix' || name === 'concat') {
    return held || given.some(Boolean);
  }
  return (
    giving.has(name) || (held && keeping.has(name) && given.every(Boolean) && keeps(name, args))
  );
}

/** Whether an operator is asked for nothing that may leave all out. */
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
      return true;
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

function isFull(given: Argument | undefined): boolean {
  return given?.value.kind === 'list' && given.value.items.length > 0;
}

/** `checkIfExists: true` */
function isThere(args: readonly Argument[]): boolean {
  return args.some(
    ({ name, value }) => name === 'checkIfExists' && value.kind === 'constant' && value.truth,
  );
}

/** A path with no pattern in it is given even where there is no such file. */
function isOnePath(given: Argument | undefined): boolean {
  const path = given?.value.kind === 'constant' ? given.value.text : null;
  return path !== null && !/[*?[{]/.test(path);
}
