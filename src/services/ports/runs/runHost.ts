import type { Failure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { RunTarget } from '../../../core/runs/backends/runTarget.ts';
import type { BrokenRun } from '../../../core/runs/record/brokenRun.ts';
import type { Copy, OutstandingCopy } from '../../../core/runs/record/journal.ts';
import type { Assignment, ControlEvent } from '../../../core/runs/record/protocol.ts';
import type { RunId } from '../../../core/runs/record/runId.ts';
import type { RunRecord } from '../../../core/runs/record/runRecord.ts';
import type { Event } from '../../async/event.ts';

/** A run as it stands on this machine, from its folder. */
export interface StoredRun {
  readonly record: RunRecord;
  readonly outstanding: readonly OutstandingCopy[];
  /** Every copy that its journal ever told of, also those that are removed. */
  readonly intended: readonly Copy[];
  /** Whether its supervisor is there. */
  readonly alive: boolean;
  /** Why its journal may not tell all copies, say `damaged`; absent where it does. */
  readonly damage?: string;
  /** Whether its supervisor is there and has not answered in time: it was stopped, or is busy. */
  readonly silent?: boolean;
  /** The machine or container whose processes may have the run, unseen from here; else absent. */
  readonly elsewhere?: string;
}

/** What the folder of all runs tells. */
export interface FoundRuns {
  readonly runs: readonly StoredRun[];
  /** Runs that cannot be read, and the folder of all where that is so: what is left there is unknown. */
  readonly broken: readonly BrokenRun[];
}

/** A live connection to a run's supervisor. */
export interface RunConnection {
  readonly onEvent: Event<ControlEvent>;
  readonly onDidClose: Event<void>;
  /** Asks for the console from this byte on, and for what follows. */
  follow(from: number): void;
  stop(): void;
  /** Says which process holds the copies of a terminal's run. */
  attachShell(pid: number): void;
  dispose(): void;
}

/** A run's folder, made and checked for privacy before a supervisor is started on it. */
export interface RunPlace {
  readonly runFolder: string;
  readonly storeFolder: string;
  /** What is to be told at the head of the run's output, say why its store is not in memory. */
  readonly notice?: string;
}

/** Chooses runs by their records; null for one that cannot be read. */
export type RunChoice = (record: RunRecord | null) => boolean;

/** The runs of this machine: their folders, supervisors and leftovers. */
export interface RunHost {
  /** Makes the private folder of a new run and chooses where its store file will lie for its tasks. */
  prepare(run: RunId, target: RunTarget): Promise<Result<RunPlace, Failure>>;
  /** Starts a supervisor and hands it the assignment; resolves once it owns the run. */
  start(assignment: Assignment): Promise<Result<void, Failure>>;
  list(): Promise<readonly StoredRun[]>;
  /** The same with those that cannot be read, in one look at each. */
  look(): Promise<FoundRuns>;
  connect(run: RunId, signal: AbortSignal): Promise<Result<RunConnection, Failure>>;
  /** The run's redacted output from a byte on, for runs that nobody owns any more. */
  readConsole(run: RunId, from: number): Promise<string>;
  /** The same in pieces, for whoever shows it: it may be hundreds of megabytes. */
  streamConsole(run: RunId, from: number): AsyncIterable<string>;
  /** Finishes what dead supervisors left: sweeps, or adopts a Nextflow that still lives. */
  recover(signal: AbortSignal, isMeant?: RunChoice): Promise<readonly Result<RunId, Failure>[]>;
  /** Tries again to remove one run's copies. */
  sweep(run: RunId, signal: AbortSignal): Promise<Result<void, Failure>>;
  /** Ends the tasks that have outlived a run's Nextflow. */
  stopSurvivors(run: RunId): Promise<Result<void, Failure>>;
  /**
   * Forgets a run that is over: its folder goes. One that may have left copies, or of which nobody
   * knows, only where that is wanted `withCopies`: then nothing will remove them.
   */
  forget(run: RunId, withCopies?: boolean): Promise<Result<void, Failure>>;
  /** Announces that some run's folder changed. */
  readonly onDidChange: Event<void>;
}
