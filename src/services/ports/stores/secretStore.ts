import type { StoreFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { SecretName } from '../../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../../core/secrets/secretRecord.ts';
import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../../core/secrets/secretValue.ts';
import type { StoreFacts } from '../../../core/secrets/storeFacts.ts';
import type { Event } from '../../async/event.ts';

/** Where the secrets of one scope are defined: one connection, which never becomes another. */
export interface SecretStore extends StoreFacts {
  readonly scope: SecretScope;
  /** Says that a listing, or a fact, may differ now: a change here, or in another window. */
  readonly onDidChange: Event<void>;
  /** Reads no value. */
  list(signal: AbortSignal): Promise<Result<readonly SecretRecord[], StoreFailure>>;
  read(name: SecretName, signal: AbortSignal): Promise<Result<SecretValue, StoreFailure>>;
  /** Fails with `secret-exists` rather than replace. */
  add(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>>;
  /** Fails with `secret-not-found` rather than create. */
  update(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>>;
  /**
   * Adds many, and replaces the values of those that are there, in fewer steps than one by one.
   * What is done when it is given up, or fails, stays and is told. Absent where each is a call of
   * its own.
   */
  putAll?(
    secrets: readonly NewSecret[],
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll>;
  /** Removing what is not there succeeds. */
  remove(name: SecretName, signal: AbortSignal): Promise<Result<void, StoreFailure>>;
  /**
   * Removes many, each only if `sure` says so of the value that is there then, in fewer steps than
   * one by one. Absent where each is a call of its own.
   */
  removeAll?(
    names: readonly SecretName[],
    sure: (name: SecretName, value: SecretValue) => boolean,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll>;
  /** How removed secrets come back; null where removing is final. */
  readonly recovery: SecretRecovery | null;
  dispose(): void;
}

/** A secret to be stored. */
export interface NewSecret {
  readonly name: SecretName;
  readonly value: SecretValue;
}

/** Hears how many of all are done. */
export type OnProgress = (done: number) => void;

/** How far storing, or removing, many came. */
export interface PutAll {
  readonly done: readonly SecretName[];
  /** Why it ended early; null where it did not, or was cancelled. */
  readonly failure: StoreFailure | null;
}

/** Brings back what was removed, while the service still has it. */
export interface SecretRecovery {
  list(signal: AbortSignal): Promise<Result<readonly RemovedSecret[], StoreFailure>>;
  restore(name: SecretName, signal: AbortSignal): Promise<Result<void, StoreFailure>>;
}

export interface RemovedSecret {
  readonly name: SecretName;
  /** Milliseconds since 1970, UTC: gone for good after that, where the service tells. */
  readonly until: number | null;
}
