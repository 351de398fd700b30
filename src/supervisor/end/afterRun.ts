import type { RunFolder } from '../../adapters/runFolders/runFolder.ts';
import type { Needles } from '../../core/leaks/needles.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';

/** What is there to be looked at when Nextflow has ended. */
export interface AfterRun {
  readonly record: RunRecord;
  readonly folder: RunFolder;
  /** The values, in the one process that knows them. */
  readonly needles: Needles;
}

/**
 * Looks at what a run has left in its folders, and gives what is to be added to its record. Runs
 * when Nextflow has ended and the copies are gone, before the run counts as ended; so it may take
 * its time, and may fail. Stop gives it up, which the check says in what it adds.
 */
export type AfterRunCheck = (run: AfterRun, signal: AbortSignal) => Promise<Partial<RunRecord>>;
