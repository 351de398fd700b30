import type { CloudFailure, FileFailure } from '../../../core/failure.ts';
import type { FileLeftover } from '../../../core/leftovers/leftover.ts';
import type { SearchLocation } from '../../../core/leftovers/searchLocation.ts';
import type { Result } from '../../../core/result.ts';
import type { CopyManager } from './copyManager.ts';

/** A place of a cloud in which leftovers are looked for. Holds its connection: it never moves. */
export interface LeftoverPlace extends Pick<CopyManager, 'id' | 'list' | 'remove'> {
  /** Null where what is removed is gone. */
  readonly recovery: {
    /** Removes so that it can be restored for `recoveryDays`. */
    retire(key: string, signal: AbortSignal): Promise<Result<void, CloudFailure>>;
    restore(key: string, signal: AbortSignal): Promise<Result<void, CloudFailure>>;
  } | null;
}

/** The way to such places. */
export interface LeftoverPlaces {
  /** Signs in and finds out whose the place is; reads no secret yet. */
  open(location: SearchLocation, signal: AbortSignal): Promise<Result<LeftoverPlace, CloudFailure>>;
}

/** A run that the Platform knows. */
export interface KnownPlatformRun {
  readonly name: string;
  /** Null for the user's own. */
  readonly workspace: string | null;
  readonly live: boolean;
  /** Milliseconds since 1970, UTC; null where that is not told. */
  readonly endedAt: number | null;
}

/** Where in clouds the Platform has compute environments. */
export interface PlatformClouds {
  readonly regions: readonly string[];
  readonly projects: readonly string[];
}

/** Seqera Platform, as far as whoever looks for leftovers asks. Where it does not answer, nothing is known. */
export interface RunsOnPlatform {
  /** Where in clouds its runs are: regions of AWS, projects of Google Cloud. */
  clouds(signal: AbortSignal): Promise<PlatformClouds>;
  /** The runs among these that this user sees there, by their ids. */
  find(
    runs: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, KnownPlatformRun>>;
}

/** What was found on this machine, and which of its folders could not be looked at. */
export interface MachineListing {
  readonly leftovers: readonly FileLeftover[];
  readonly unread: readonly FileFailure[];
}

/** Looks again right before it removes: a Nextflow may have started since. */
export type FileRemover = (leftover: FileLeftover) => Promise<Result<void, FileFailure>>;

/** What runs have left on this machine's disks, besides what a journal tells of. */
export interface MachineLeftovers {
  /** Only what no live run or Nextflow that can be seen owns; each folder answers for itself. */
  list(signal: AbortSignal): Promise<MachineListing>;
  /** Lists once, for all that are to be removed now. */
  remover(): Promise<FileRemover>;
}
