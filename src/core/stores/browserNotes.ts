import type { SecretRecord } from '../record.ts';
import { scopeKey, type SecretScope } from '../scope.ts';
import type { StoreRemark } from './storeRemark.ts';

/** The last that was done with a secret, in whatever window. */
export interface Note {
  /** Milliseconds since 1970, UTC, by the clock of the machine that serves the pages. */
  readonly at: number;
  /** False where it was removed. */
  readonly there: boolean;
}

/** By {@link noteKey}. */
export type Notes = ReadonlyMap<string, Note>;

export function noteKey(scope: SecretScope, name: string): string {
  return `${scopeKey(scope)}/${name}`;
}

/** When a page's own storage says that a secret was last changed; null where it does not have it. */
export type ChangedAt = (key: string) => number | null;

/** The notes that a page's own storage does not agree with: it is older than they are. */
export function disagreeing(notes: Notes, changedAt: ChangedAt): readonly string[] {
  return [...notes].flatMap(([key, { at, there }]) => {
    const own = changedAt(key);
    const agrees = own === null ? !there : there ? own >= at : own > at;
    return agrees ? [] : [key];
  });
}

/**
 * What a page cannot show of a scope, or shows as it was. What happened after the page was opened
 * may be in its browser all the same: a page reads its browser's storage once.
 */
export function browserRemarks(
  scope: SecretScope,
  notes: Notes,
  records: readonly SecretRecord[],
  opened: number,
): readonly StoreRemark[] {
  const own = new Map(records.map(record => [noteKey(scope, record.name), record]));
  const prefix = noteKey(scope, '');
  const here = new Map([...notes].filter(([key]) => key.startsWith(prefix)));
  return disagreeing(here, changedAtOf(own)).map((key): StoreRemark => {
    const name = key.slice(prefix.length);
    const note = here.get(key);
    if (note !== undefined && note.at > opened) {
      return { kind: 'elsewhere', name, here: own.has(key) };
    }
    return { kind: note?.there === false ? 'back' : own.has(key) ? 'older' : 'gone', name };
  });
}

function changedAtOf(records: ReadonlyMap<string, SecretRecord>): ChangedAt {
  return key => {
    const record = records.get(key);
    // Without a date nothing can be said against it.
    return record ? (record.updatedAt ?? Number.MAX_SAFE_INTEGER) : null;
  };
}
