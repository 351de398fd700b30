/** What the Platform says of a run. */
export type RemoteStatus =
  'SUBMITTED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED' | 'UNKNOWN';

/** How many of a run's tasks are where. */
export interface TaskCounts {
  readonly pending: number;
  readonly submitted: number;
  readonly running: number;
  readonly succeeded: number;
  readonly cached: number;
  readonly failed: number;
}

/** A run on the Platform, whoever launched it. Times are milliseconds since 1970, UTC. */
export interface RemoteRun {
  readonly id: string;
  /** As the Platform calls it, say `crazy_curie`. */
  readonly name: string;
  readonly status: RemoteStatus;
  /** Who launched it. */
  readonly user: string;
  /** What runs, say `nf-core/rnaseq` or a repository. */
  readonly pipeline: string;
  readonly revision: string | null;
  readonly submittedAt: number | null;
  readonly endedAt: number | null;
  /** What Nextflow or the Platform said last; null where all went well. */
  readonly error: string | null;
  /** Null until the first task is known. */
  readonly tasks: TaskCounts | null;
  /** When a task was last heard of; null where the Platform does not tell. */
  readonly changedAt: number | null;
  /** What the Platform has to tell beside, say that secrets could not be removed. */
  readonly messages: readonly string[];
}

/** A page of a run's output. */
export interface RemoteLog {
  readonly lines: readonly string[];
  /** Leads to what comes next; null where nothing does. */
  readonly next: string | null;
  /** The beginning is not in it any more. */
  readonly truncated: boolean;
}

/** Whether more may come of a run. */
export function isLive({ status }: Pick<RemoteRun, 'status'>): boolean {
  return status === 'SUBMITTED' || status === 'RUNNING';
}

/** Whether nothing more comes of a run. A status that nobody knows does not tell. */
export function isOver({ status, endedAt }: Pick<RemoteRun, 'status' | 'endedAt'>): boolean {
  return status === 'UNKNOWN' ? endedAt !== null : !isLive({ status });
}

/** Whether a message tells that secrets of a run are still in the cloud. */
export function tellsOfLeftSecrets(message: string): boolean {
  return /secret/i.test(message) && /clean|delet|remov/i.test(message);
}

/** Tasks that are over, well or not. */
export function doneTasks({ succeeded, cached, failed }: TaskCounts): number {
  return succeeded + cached + failed;
}

/** All tasks that are known so far. */
export function allTasks(counts: TaskCounts): number {
  return doneTasks(counts) + counts.pending + counts.submitted + counts.running;
}
