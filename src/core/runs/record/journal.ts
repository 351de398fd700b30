import * as v from 'valibot';
import { crc32 } from './crc32.ts';

/**
 * Where one copy of a secret is: the manager that holds it, and its key there. A job definition that
 * leads tasks to copies is kept track of in the same way.
 */
const copySchema = v.object({
  /** Names the very place, say `file:/dev/shm/nextflow-secrets-0/1k0K4WlGep8ZTM`. */
  manager: v.string(),
  /** The secret's name for a store file, `tower-<run>/<NAME>` in a cloud, a job definition's name. */
  key: v.string(),
});
export type Copy = v.InferOutput<typeof copySchema>;

/**
 * One line of a run's journal, which is only ever appended to. Names, never values.
 * - `intended`: these copies are about to be made, or may be already.
 * - `published`: these were made, and their place said so.
 * - `removed`: seen to be gone.
 * - `kept`: a removal was tried and failed; the copies stay outstanding, with the reason.
 * - `closed`: the run is over and nothing is outstanding.
 */
export const journalEntrySchema = v.variant('kind', [
  v.object({ kind: v.literal('intended'), at: v.number(), copies: v.array(copySchema) }),
  v.object({ kind: v.literal('published'), at: v.number(), copies: v.array(copySchema) }),
  v.object({ kind: v.literal('removed'), at: v.number(), copies: v.array(copySchema) }),
  v.object({
    kind: v.literal('kept'),
    at: v.number(),
    copies: v.array(copySchema),
    reason: v.string(),
  }),
  v.object({ kind: v.literal('closed'), at: v.number() }),
]);
export type JournalEntry = v.InferOutput<typeof journalEntrySchema>;

/** A copy that may still exist, with why its last removal failed. */
export interface OutstandingCopy extends Copy {
  readonly reason: string | null;
}

/** What a journal's text tells. */
export interface ReadJournal {
  readonly entries: readonly JournalEntry[];
  /** Whether some of it cannot be read, other than by a crash that cut its writing short. */
  readonly damaged: boolean;
  /** Whether a crash cut an intent short, so that nothing of it was begun. */
  readonly tornIntent: boolean;
}

/**
 * Reads a journal's text. A line that a crash cut short tells nothing: its effect had not begun,
 * because an effect starts only when its line is on disk whole. Any other line that is not as it was
 * written is damage, which never hides the copies that the rest tells of.
 */
export function readJournal(text: string): ReadJournal {
  // Damage may make one of tens of megabytes of line ends.
  const lines = text.replace(/\n{3,}/g, '\n\n').split('\n');
  const entries: JournalEntry[] = [];
  let damaged = false;
  let tornIntent = false;
  lines.forEach((line, index) => {
    const read = line === '' ? null : readLine(line);
    if (read === 'unreadable' && isTorn(line, lines[index + 1])) {
      tornIntent ||= intentHead.startsWith(line.slice(0, intentHead.length));
    } else if (read === 'unreadable') {
      damaged = true;
    } else if (read !== null) {
      entries.push(read);
    }
  });
  return { entries, damaged, tornIntent };
}

/** One line, with a checksum that tells damage from a line that was cut short. */
export function formatEntry(entry: JournalEntry): string {
  const body = JSON.stringify(entry);
  return `${body.slice(0, -1)},"sum":"${crc32(body)}"}\n`;
}

const intentHead = '{"kind":"intended"';
const checksum = /"sum":"[\da-f]{8}"\}/;
const summed = /^(.*),"sum":"([\da-f]{8})"\}$/;
const entryKeys = new Set(['kind', 'at', 'copies', 'reason']);

/** Null for a whole line of a newer version, of a kind that this one does not know. */
function readLine(line: string): JournalEntry | 'unreadable' | null {
  const [, checked, sum] = summed.exec(line) ?? [];
  const body = checked === undefined ? line : `${checked}}`;
  const json = parseJson(body);
  const parsed = v.safeParse(journalEntrySchema, json);
  if (checked !== undefined) {
    return sum !== crc32(body) ? 'unreadable' : parsed.success ? parsed.output : null;
  }
  // As 0.1.0 wrote them, with these fields alone: with another one it is the checksum that suffered.
  return parsed.success && Object.keys(json as object).every(key => entryKeys.has(key))
    ? parsed.output
    : 'unreadable';
}

/**
 * A whole line has its checksum and a line end, and what is appended begins with a line end of its
 * own: after one that was cut short there is no empty line.
 */
function isTorn(line: string, next: string | undefined): boolean {
  return next !== '' && !checksum.test(line);
}

/** The copies that may still exist: intended, and not seen removed since. */
export function outstanding(entries: Iterable<JournalEntry>): readonly OutstandingCopy[] {
  const open = new Map<string, OutstandingCopy>();
  for (const entry of entries) {
    if (entry.kind === 'closed' || entry.kind === 'published') {
      continue;
    }
    for (const { manager, key } of entry.copies) {
      const id = `${manager}\n${key}`;
      if (entry.kind === 'removed') {
        open.delete(id);
      } else {
        open.set(id, { manager, key, reason: entry.kind === 'kept' ? entry.reason : null });
      }
    }
  }
  return [...open.values()];
}

/** Every copy that was ever about to be made, whatever became of it: what is provably the run's. */
export function intended(entries: readonly JournalEntry[]): readonly Copy[] {
  return entries.flatMap(entry => (entry.kind === 'intended' ? entry.copies : []));
}

/**
 * Of a place's copies the keys of those that may still appear after they were removed: their making
 * was never confirmed, and began after `since`.
 */
export function unconfirmed(
  entries: readonly JournalEntry[],
  manager: string,
  since: number,
): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const entry of entries) {
    if (entry.at <= since) {
      keys.clear(); // Whatever is above is older than this line, also where a clock was ahead.
    }
    const copies = entry.kind === 'closed' ? [] : entry.copies.filter(it => it.manager === manager);
    for (const { key } of copies) {
      if (entry.kind === 'intended' && entry.at > since) {
        keys.add(key);
      } else if (entry.kind === 'published') {
        keys.delete(key);
      }
    }
  }
  return keys;
}

/** Whether the run's owner, or whoever finished for it, has nothing left to do. */
export function isClosed(entries: readonly JournalEntry[]): boolean {
  return entries.some(entry => entry.kind === 'closed') && outstanding(entries).length === 0;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
