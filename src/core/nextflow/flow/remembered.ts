import type { Reference } from '../scan/reference.ts';
import { mayGiveSecret } from './relevance.ts';
import type { Context, Definition } from './state/context.ts';
import { Fates } from './state/fates.ts';
import type { Path } from './state/path.ts';
import type { Value } from './state/value.ts';

/** The names that a file defines. */
export interface Names {
  /** Of workflows too, and of processes that may give a secret. */
  readonly functions: readonly string[];
  readonly processes: readonly string[];
}

/** The names that were asked for last: while a file is typed in they are mostly the same. */
let last: Names = { functions: [], processes: [] };

/** The names of functions and of processes; the same object for the same names. */
export function namesOf(definitions: readonly Definition[]): Names {
  const of = (isIt: (definition: Definition) => boolean): readonly string[] => [
    ...new Set(definitions.flatMap(each => (isIt(each) && each.name !== null ? each.name : []))),
  ];
  const isProcess = (each: Definition): boolean => each.of === 'process';
  const names = {
    functions: of(each => !isProcess(each) || mayGiveSecret(each)),
    processes: of(isProcess),
  };
  if (!isSame(last.functions, names.functions) || !isSame(last.processes, names.processes)) {
    last = names;
  }
  return last;
}

/** What happens of itself: a definition, or the statements between them. */
export interface Unit {
  /** The same object for as long as its text is the same. */
  readonly key: object;
  /** Those of its text, where they are known. */
  readonly words: ReadonlySet<string> | undefined;
  readonly references: readonly Reference[];
  /** Whether a run comes to it for certain. */
  readonly certain: boolean;
}

/** What a unit names of its file's own. */
interface Mentions {
  readonly names: Names;
  readonly functions: boolean;
  readonly processes: readonly string[];
}

const mentions = new WeakMap<object, Mentions>();

function mentionsOf({ key, words = new Set() }: Unit, names: Names): Mentions {
  const known = mentions.get(key);
  if (known?.names === names) {
    return known;
  }
  const made = {
    names,
    functions: someIn(words, names.functions),
    processes: names.processes.filter(name => isIn(words, name)),
  };
  mentions.set(key, made);
  return made;
}

/**
 * Whether nothing that is outside of a unit makes a difference to what happens in it: it names no
 * function of the file, and no variable that something is known of.
 */
export function isApart(unit: Unit, names: Names, { scope }: Path): boolean {
  const { words } = unit;
  return words !== undefined && !mentionsOf(unit, names).functions && !someIn(words, scope.notable);
}

/** What has happened in a unit, and for what that holds. */
interface Memory {
  readonly references: readonly Reference[];
  /** Whether it is reached, and the secrets that are there for certain. */
  readonly around: string;
  /** The processes that it may call, whose inputs and outputs make a difference to it. */
  readonly processes: readonly (Definition | undefined)[];
  readonly fates: Fates;
  readonly inputs: readonly (readonly [string, readonly (readonly Value[])[]])[];
}

const memories = new WeakMap<object, Memory>();

/**
 * What happens in a unit that is apart, from memory where that still holds. What makes a difference
 * to the units after it is not remembered: a variable that something is known of, or a run that does
 * not go on, which `run` tells.
 */
export function remembered(
  unit: Unit,
  names: Names,
  path: Path,
  context: Context,
  run: () => boolean,
): { readonly fates: Fates; readonly goesOn: boolean } {
  const { key, references, certain } = unit;
  const { present: before, certain: reached } = path;
  const around = `${String([certain, path.certain])}, ${[...before].join(' ')}`;
  const processes = mentionsOf(unit, names).processes.map(name => context.definitions.get(name));
  const known = memories.get(key);
  if (
    known?.references === references &&
    known.around === around &&
    isSame(known.processes, processes)
  ) {
    addInputs(context.inputs, known.inputs);
    return { fates: known.fates, goesOn: true };
  }
  const { fates, inputs } = context;
  const notable = path.scope.notable.size;
  context.fates = new Fates();
  context.inputs = new Map();
  const goesOn = run();
  const made = context.fates;
  const own = { references, around, processes, fates: made, inputs: [...context.inputs] };
  context.fates = fates;
  context.inputs = inputs;
  addInputs(inputs, own.inputs);
  if (
    goesOn &&
    path.scope.notable.size === notable &&
    path.present === before &&
    path.certain === reached
  ) {
    memories.set(key, own);
  } else {
    memories.delete(key);
  }
  return { fates: own.fates, goesOn };
}

function addInputs(inputs: Context['inputs'], more: Memory['inputs']): void {
  for (const [name, values] of more) {
    inputs.set(name, [...(inputs.get(name) ?? []), ...values]);
  }
}

/** Whether two lists have the same, one by one. */
export function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

/** Names with a `$` are no words of ours, and may be anywhere. */
function isIn(words: ReadonlySet<string>, name: string): boolean {
  return words.has(name) || name.includes('$');
}

function someIn(words: ReadonlySet<string>, names: Iterable<string>): boolean {
  for (const name of names) {
    if (isIn(words, name)) {
      return true;
    }
  }
  return false;
}
