import type { Reference } from '../../scan/reference.ts';
import type { Expression } from '../../syntax/syntax.ts';

/** How Groovy takes a value for a condition where a secret is missing. */
export type Truth = 'null' | 'true' | 'false' | 'unknown';

/** What is known of a value, as far as secrets are in it. */
export interface Value {
  /** The secrets whose text is a part of it. */
  readonly texts: ReadonlySet<Reference>;
  /** The secrets without which it is null. */
  readonly nulls: ReadonlySet<Reference>;
  /** How Groovy takes it for a condition where a secret is missing, of those for which that is known. */
  readonly without?: ReadonlyMap<Reference, Truth>;
  /** Of a map or a list: what is under each key. */
  readonly entries?: ReadonlyMap<string, Value>;
  /** Whether it is a file, which `<<` writes into. */
  readonly file?: boolean;
  /** Whether it is an `Optional` of it, which is there in any case. */
  readonly optional?: boolean;
  readonly closure?: Expression & { readonly kind: 'closure' };
  /** To compute it ends the run; what is said then, where that is known. */
  readonly ends?: End;
}

/** How a run comes to its end. */
export interface End {
  readonly says: string | null;
  /** Whether nothing has failed: `exit 0`. */
  readonly good?: boolean;
}

const empty: ReadonlySet<Reference> = new Set();

/** A value with nothing of a secret in it. */
export const nothing: Value = { texts: empty, nulls: empty };

/** What never comes, since the run ends. */
export function noReturn(ends: End): Value {
  return { ...nothing, ends };
}

/** A value that has the texts of all of these, and is never null. */
export function joined(values: readonly Value[]): Value {
  const some = values.filter(({ texts }) => texts.size > 0);
  const [only] = some;
  if (!only) {
    return nothing;
  }
  return some.length === 1
    ? { texts: only.texts, nulls: empty }
    : { texts: new Set(some.flatMap(({ texts }) => [...texts])), nulls: empty };
}

/** A value that is one of these. */
export function oneOf(values: readonly Value[]): Value {
  const given = values.filter(({ ends }) => ends === undefined);
  const [only] = given;
  return given.length === 1 && only ? only : joined(given);
}

/** Whether it makes a difference to hold this value rather than one of which nothing is known. */
export function isNotable(value: Value): boolean {
  const { texts, nulls, without, entries, file, closure, ends } = value;
  return (
    texts.size > 0 ||
    nulls.size > 0 ||
    without !== undefined ||
    file === true ||
    closure !== undefined ||
    ends !== undefined ||
    [...(entries?.values() ?? [])].some(isNotable)
  );
}

/** The same value without what only its own file can run. */
export function withoutClosures(value: Value): Value {
  const { texts, nulls, without, entries, file = false, ends } = value;
  const own = entries && new Map([...entries].map(([key, each]) => [key, withoutClosures(each)]));
  return {
    ...{ texts, nulls, file },
    ...(without && { without }),
    ...(own && { entries: own }),
    ...(ends && { ends }),
  };
}

/** How many elements are followed one by one. */
const few = 8;

/** What a list has, or a map as pairs of key and value; null where that is not known one by one. */
export function elementsOf({ entries }: Value): readonly Value[] | null {
  if (!entries || entries.size === 0 || entries.size > few) {
    return null;
  }
  const isList = [...entries.keys()].every(key => /^\d+$/.test(key));
  return isList ? [...entries.values()] : [...entries.values()].map(pairOf);
}

function pairOf(value: Value): Value {
  const entries = new Map([
    ['0', nothing],
    ['1', value],
    ['key', nothing],
    ['value', value],
  ]);
  return { ...joined([value]), entries };
}
