import type { SecretRecord } from '../secrets/secretRecord.ts';
import { scopeKey, type SecretScope } from '../secrets/secretScope.ts';
import type { StoreRemark } from '../secrets/storeRemark.ts';

/** The last that was done with a secret, in whatever window. */
export interface BrowserNote {
  /** Milliseconds since 1970, UTC, by the clock of the machine that serves the pages. */
  readonly at: number;
  /** False where it was removed. */
  readonly there: boolean;
  /** The mark of the browser in which it was done; older notes have none. */
  readonly by?: string | undefined;
}

/** By {@link noteKey}. */
export type Notes = ReadonlyMap<string, BrowserNote>;

/** What a page knows of itself. */
export interface BrowserPage {
  /** Milliseconds since 1970, UTC: it has read its browser's storage then, or some seconds later. */
  readonly opened: number;
  /** The mark of its browser as that storage had it; null where it had none. */
  readonly mark: string | null;
}

export function noteKey(scope: SecretScope, name: string): string {
  return `${scopeKey(scope)}/${name}`;
}

/** A mark that tells a browser from others, kept in its own storage: `<made at>-<random>`. */
export function newMark(now: number, random: string): string {
  return `${now}-${random}`;
}

/**
 * The mark under which a page notes what it does. A browser gets its mark by the first write in it,
 * which may be in a window beside this one; so one that was made since this page was opened is
 * taken over rather than to have two marks in one browser.
 */
export function markFor(page: BrowserPage, notes: Notes, fresh: string): string {
  const marks = [...notes.values()].flatMap(({ by }) => by ?? []);
  return page.mark ?? marks.find(mark => madeAt(mark) > page.opened) ?? fresh;
}

/**
 * Whether something may have been done in the very browser of a page since the page read its
 * storage, so that the page has it once it is loaded again. What another browser has done never
 * comes by that.
 */
function mayComeByReload({ at, by }: BrowserNote, { opened, mark }: BrowserPage): boolean {
  return at > opened && (by === undefined || by === mark || madeAt(by) > opened);
}

/** A mark that is not of ours is as good as one that was made just now: it proves nothing. */
function madeAt(mark: string): number {
  const at = Number.parseInt(mark, 10);
  return Number.isNaN(at) ? Number.MAX_SAFE_INTEGER : at;
}

/** When a page's own storage says that a secret was last changed; null where it does not have it. */
export type ChangedAt = (key: string) => number | null;

/** The notes of what may be in the storage of a page’s browser by now, which a write would undo. */
export function pending(notes: Notes, page: BrowserPage): Notes {
  return new Map([...notes].filter(([, note]) => mayComeByReload(note, page)));
}

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
  page: BrowserPage,
): readonly StoreRemark[] {
  const own = new Map(records.map(record => [noteKey(scope, record.name), record]));
  const prefix = noteKey(scope, '');
  const here = new Map([...notes].filter(([key]) => key.startsWith(prefix)));
  return disagreeing(here, changedAtOf(own)).map((key): StoreRemark => {
    const name = key.slice(prefix.length);
    const note = here.get(key);
    if (note !== undefined && mayComeByReload(note, page)) {
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
