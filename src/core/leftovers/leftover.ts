import type { Cloud } from '../failure.ts';
import type { Attribution } from './attribution.ts';

/** Something of a run that may have outlived it. Never a value. */
export type Leftover = CloudLeftover | FileLeftover;

/** A `tower-` secret in a cloud, or a job definition that leads to some. Times are in milliseconds since 1970, UTC; null where not told. */
export interface CloudLeftover {
  readonly kind: 'cloud';
  /** Stable: the place and the key. */
  readonly id: string;
  readonly cloud: Cloud;
  readonly what: 'secret' | 'job-definition';
  /** The manager's id, say `aws:123456789012:eu-west-1`. */
  readonly place: string;
  readonly key: string;
  /** The run and the secret's name, where the key tells them. */
  readonly run: string | null;
  readonly name: string | null;
  readonly attribution: Attribution;
  readonly createdAt: number | null;
  readonly accessedAt: number | null;
  /** When it vanishes by itself. */
  readonly expiresAt: number | null;
  /** It was removed, and can be restored while it waits out its recovery window. */
  readonly removed: boolean;
}

/** A file or folder of this machine. */
export interface FileLeftover {
  readonly kind: 'file';
  /** The path. */
  readonly id: string;
  readonly path: string;
  /**
   * - `task-secrets`: Nextflow's `.nf-*.secrets`, which holds the values of a task's secrets.
   * - `run-folder`: the folder of a run that never became one, or lost its record.
   * - `store-folder`: a store file in memory whose run is not known.
   */
  readonly what: 'task-secrets' | 'run-folder' | 'store-folder';
  readonly createdAt: number;
  /** Why it cannot be known that nothing needs it; null where that is known. */
  readonly doubt: Doubt | null;
}

/**
 * - `shared-file-system`: a Nextflow of another machine may own it.
 * - `container`: processes outside the container are not seen.
 * - `other-state-folder`: its run may be kept in a state folder that another setting names.
 */
export type Doubt = 'shared-file-system' | 'container' | 'other-state-folder';

/** Whether it is known to be ours and over, so that the command itself is consent enough. */
export function isProvablyOver(leftover: Leftover): boolean {
  return leftover.kind === 'cloud'
    ? leftover.attribution.kind === 'ours-over'
    : leftover.doubt === null;
}

/** Whether it may be removed at all: never what a run still needs, nor what is removed. */
export function isRemovable(leftover: Leftover): boolean {
  return leftover.kind === 'file' || (!isNeeded(leftover.attribution) && !leftover.removed);
}

/** Whether a run that is known is not over, or not for long. */
function isNeeded(attribution: Attribution): boolean {
  return attribution.kind === 'platform-run'
    ? attribution.run.state !== 'over'
    : attribution.kind === 'ours-running';
}

/** Whether a run that is known has left it behind. */
export function isLeftBehind(leftover: Leftover): boolean {
  return (
    isProvablyOver(leftover) ||
    (leftover.kind === 'cloud' &&
      leftover.attribution.kind === 'platform-run' &&
      leftover.attribution.run.state === 'over')
  );
}

/** Those that have been there for at least so long, in milliseconds; one of unknown age has not. */
export function olderThan(
  leftovers: readonly Leftover[],
  age: number,
  now: number,
): readonly Leftover[] {
  return leftovers.filter(
    ({ createdAt }) => age === 0 || (createdAt !== null && now - createdAt >= age),
  );
}
