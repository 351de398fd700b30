import type { RunRecord } from '../core/runs/run.ts';
import type { Needles } from '../core/leaks/needles.ts';

/** What is there to be looked at when Nextflow has ended. */
export interface AfterRun {
  readonly record: RunRecord;
  /** The values, in the one process that knows them. */
  readonly needles: Needles;
}

/**
 * Looks at what a run has left in its folders, and gives what is to be added to its record. Runs
 * when Nextflow has ended and the copies are gone, before the run counts as ended; so it may take
 * its time, and may fail.
 */
export type AfterRunCheck = (run: AfterRun) => Promise<Partial<RunRecord>>;

export const afterRunChecks: readonly AfterRunCheck[] = [];
