import type { CloudFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { AwsTarget, CloudTarget } from '../../../core/runs/backends/runTarget.ts';
import type { JournalEntry } from '../../../core/runs/record/journal.ts';
import type { CopyManager, DefinitionManager } from './copyManager.ts';

/** A run's journal, wherever it is kept. */
export interface Journal {
  /** Resolves once the entry cannot be lost any more. */
  append(entry: JournalEntry): Promise<void>;
  read(): Promise<readonly JournalEntry[]>;
}

/** Removes a run's copies from one place. */
export interface Remover {
  /**
   * Removes copies; removing what is not there succeeds. Gives why each one that may still stand
   * could not be removed, by its key; the signal gives up waiting for a cloud, which is a reason too.
   */
  remove(keys: readonly string[], signal: AbortSignal): Promise<ReadonlyMap<string, string>>;
}

/** A place of a cloud, open; its vendor's SDK is loaded by now. */
export interface OpenPlace<Manager> {
  readonly manager: Manager;
  dispose(): void;
}

/** The way to the places of clouds that a run's copies are in. */
export interface CopyPlaces {
  copies(
    target: CloudTarget,
    signal: AbortSignal,
  ): Promise<Result<OpenPlace<CopyManager>, CloudFailure>>;
  /** Where the job definitions of a run on AWS Batch are. */
  definitions(
    target: AwsTarget,
    signal: AbortSignal,
  ): Promise<Result<OpenPlace<DefinitionManager>, CloudFailure>>;
}
