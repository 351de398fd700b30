import type { Failure } from '../../core/failure.ts';
import { err, type Result } from '../../core/result.ts';
import { isClosed, type JournalEntry } from '../../core/runs/record/journal.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { JournalFile } from './journalFile.ts';
import { ownPlaces } from './ownPlaces.ts';

/** What a run's folder and its own places tell of its copies. */
export interface RunCopies {
  readonly entries: readonly JournalEntry[];
  /** Its own folders that are there: what a run that is over must not have. */
  readonly places: readonly string[];
  /** Why the journal may not tell all: `damaged`, `missing` or the system's code; null where it does. */
  readonly damage: string | null;
}

/** Looks at a run's copies on this machine; whatever its journal is, this fails for none. */
export async function inspectCopies(
  folder: RunFolder,
  record: RunRecord | null,
): Promise<RunCopies> {
  const { entries, tornIntent, damage } = await new JournalFile(folder.journal).inspect();
  // Nextflow begins when every intent is on disk, so one that began had them all.
  const intends = entries.some(({ kind }) => kind === 'intended') && !tornIntent;
  const missing = record !== null && record.process !== null && !intends;
  return {
    entries,
    places: await ownPlaces(folder),
    damage: damage ?? (missing ? 'missing' : null),
  };
}

/** Whether nothing is to be done for a run: it is over and swept, or was never more than prepared. */
export function isFinished(record: RunRecord | null, { entries, places }: RunCopies): boolean {
  if (places.length > 0) {
    return false;
  }
  const prepared = record === null && entries.length === 0;
  const ended = record === null || record.state.kind === 'ended';
  return prepared || (ended && isClosed(entries));
}

/** What a journal cannot tell may be left in a cloud; null where it tells all. */
export function damageOf(
  { run, journal }: RunFolder,
  { damage }: RunCopies,
): Result<never, Failure> | null {
  return damage === null
    ? null
    : err({ kind: 'journal-damaged', run, path: journal, reason: damage });
}
