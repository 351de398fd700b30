import type { Failure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { RunRecord } from '../../../core/runs/record/runRecord.ts';

/** What Nextflow keeps of a run in the folder that it was launched from. Paths are absolute. */
export interface RunFiles {
  /** Nextflow's log of this very run: the newest one may be another's. */
  log(record: RunRecord): Promise<Result<string, Failure>>;
  /** A task's work folder by the beginning of its name, say `91/1f7d17`; null for that of all. */
  workFolder(record: RunRecord, hash: string | null): Promise<Result<string, Failure>>;
  /** All that a task printed. */
  taskLog(record: RunRecord, hash: string): Promise<Result<string, Failure>>;
  /** By which the run can be resumed; null where Nextflow remembers none. */
  session(record: RunRecord): Promise<string | null>;
}
