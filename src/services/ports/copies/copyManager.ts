import type { CloudFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { RunDefinition } from '../../../core/runs/record/runDefinition.ts';
import type { RunId } from '../../../core/runs/record/runId.ts';
import type { SecretValue } from '../../../core/secrets/secretValue.ts';

/** A copy that is to be made for a run. */
export interface NewCopy {
  /** Its key in the manager, say `tower-1k0K4WlGep8ZTM/DB_PASSWORD`. */
  readonly key: string;
  readonly value: SecretValue;
  readonly run: RunId;
  /** Milliseconds since 1970, UTC: when the copy may vanish by itself, where the manager can. */
  readonly expiresAt: number;
}

/** What a manager tells of a secret of some run, without its value. */
export interface ListedCopy {
  readonly key: string;
  /** Milliseconds since 1970, UTC; null where the manager does not tell. */
  readonly createdAt: number | null;
  readonly accessedAt: number | null;
  readonly expiresAt: number | null;
  /** Removed, and waits out its recovery window until then; null for one that is there. */
  readonly deletedAt: number | null;
  /** What was written on it when it was made, say `{ 'nextflow-secrets-run': … }`. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Holds copies for runs in one place of a cloud. Every call has its own time limit, retries what
 * is throttled, and may be given up by its signal.
 */
export interface CopyManager {
  /** Names the very place: `aws:<account>:<region>`, `google:<project>`. A journal keeps it. */
  readonly id: string;
  /**
   * Makes a copy. The same one again succeeds: an answer may have been lost on its way. Gives what
   * the cloud itself calls it, say an ARN.
   */
  put(copy: NewCopy, signal: AbortSignal): Promise<Result<string, CloudFailure>>;
  /** Reads a copy's value again, which whoever makes copies may not be allowed. */
  read(key: string, signal: AbortSignal): Promise<Result<SecretValue, CloudFailure>>;
  /** Removes for good; removing what is not there succeeds. */
  remove(key: string, signal: AbortSignal): Promise<Result<void, CloudFailure>>;
  /** Every secret whose key begins with `tower-`, of whatever run and maker. */
  list(signal: AbortSignal): Promise<Result<readonly ListedCopy[], CloudFailure>>;
  /** Moves the time at which a copy vanishes by itself; does nothing where it never does. */
  extend(key: string, expiresAt: number, signal: AbortSignal): Promise<Result<void, CloudFailure>>;
}

/**
 * Holds the job definitions of runs in one region of AWS Batch, in the same way as copies are held.
 */
export interface DefinitionManager extends Pick<CopyManager, 'id' | 'remove' | 'list'> {
  /**
   * Registers a job definition whose tasks get these copies, by their names. The same one again
   * succeeds, and {@link remove} takes them all.
   */
  put(definition: NewDefinition, signal: AbortSignal): Promise<Result<void, CloudFailure>>;
}

/** A job definition that is to be registered for a run. */
export interface NewDefinition {
  readonly definition: RunDefinition;
  readonly run: RunId;
  /** ARN of the role as which AWS Batch reads the copies. */
  readonly executionRole: string;
  /** What the cloud calls the copy of each secret of the definition. */
  readonly copies: ReadonlyMap<string, string>;
}
