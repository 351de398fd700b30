import type { Reference } from '../scan/reference.ts';
import type { Expression } from '../syntax/syntax.ts';

/** What is known of a value, as far as secrets are in it. */
export interface Value {
  /** The secrets whose text is a part of it. */
  readonly texts: ReadonlySet<Reference>;
  /** The secrets without which it is null. */
  readonly nulls: ReadonlySet<Reference>;
  /** Of a map or a list: what is under each key. */
  readonly entries?: ReadonlyMap<string, Value>;
  /** Whether it is a file, which `<<` writes into. */
  readonly file?: boolean;
  readonly closure?: Expression & { readonly kind: 'closure' };
  /** To compute it ends the run; what is said then, where that is known. */
  readonly ends?: { readonly says: string | null };
}

const empty: ReadonlySet<Reference> = new Set();

/** A value with nothing of a secret in it. */
export const nothing: Value = { texts: empty, nulls: empty };

/** What never comes, since the run ends. */
export function noReturn(says: string | null): Value {
  return { ...nothing, ends: { says } };
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
export function isNotable({ texts, nulls, entries, file, closure, ends }: Value): boolean {
  return (
    texts.size > 0 ||
    nulls.size > 0 ||
    file === true ||
    closure !== undefined ||
    ends !== undefined ||
    [...(entries?.values() ?? [])].some(isNotable)
  );
}
