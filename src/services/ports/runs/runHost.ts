import type { CloudFailure, Failure, StoreFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { RunTarget } from '../../../core/runs/backends/runTarget.ts';
import type { RunVariables } from '../../../core/runs/launch/givenSettings.ts';
import type { BrokenRun } from '../../../core/runs/record/brokenRun.ts';
import type { Copy, OutstandingCopy } from '../../../core/runs/record/journal.ts';
import type { Assignment, ControlEvent } from '../../../core/runs/record/protocol.ts';
import type { RunDefinition } from '../../../core/runs/record/runDefinition.ts';
import type { RunId } from '../../../core/runs/record/runId.ts';
import type { RunRecord } from '../../../core/runs/record/runRecord.ts';
import type { SecretName } from '../../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../../core/secrets/secretRecord.ts';
import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../../core/secrets/secretValue.ts';
import type { AwsChoice, GoogleChoice, StoreChoice } from '../../../core/secrets/storeChoice.ts';
import type { StoreFacts } from '../../../core/secrets/storeFacts.ts';
import type { Notes } from '../../../core/stores/browserNote.ts';
import type { Event } from '../../async/event.ts';

/** The files of pipelines, also those that no index has. Never fails: what cannot be read is not there. */
export interface PipelineSource {
  /** The config that every run of this user reads first, as a URI, say of `~/.nextflow/config`. */
  readonly userConfig: string | null;
  /** What the environment of runs tells Nextflow. */
  readonly variables: RunVariables;
  /** Where a file really lies, with the links of its folders followed, as a URI; null where there is none. */
  locate(uri: string): Promise<string | null>;
  text(uri: string): Promise<string | null>;
}

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

/** Makes the stores of one cloud, and knows the credentials of this machine for it. */
export interface CloudStores<Choice extends StoreChoice> {
  create(scope: SecretScope, choice: Choice): SecretStore;
  /** What the user does to be signed in, as this machine's files and programs say. */
  signIn(choice: Choice, signal: AbortSignal): Promise<SignIn>;
  /** Credentials changed on disk: what is connected now may be somebody else's. */
  readonly onDidChangeCredentials: Event<void>;
}

/** One way of signing in. */
export type SignIn =
  /** A program that asks in a terminal, say `aws sso login --profile research`. */
  | { readonly kind: 'program'; readonly program: string; readonly args: readonly string[] }
  /** The profile's role wants a code of this device; asking begins with the next call. */
  | { readonly kind: 'code'; readonly device: string }
  /** The file in which the credentials belong. */
  | { readonly kind: 'file'; readonly path: string }
  /** Nothing on this machine helps; `hint` is a command that would, say `aws configure`. */
  | { readonly kind: 'manual'; readonly hint: string };

/** The clouds that can keep secrets, and what the pickers offer for each. */
export interface Clouds {
  readonly aws: CloudStores<AwsChoice> & {
    profiles(): Promise<readonly AwsProfile[]>;
  };
  readonly google: CloudStores<GoogleChoice> & {
    /** The project of the credentials that a choice names; null where they do not tell. */
    projectOf(credentialsFile: string | null): Promise<string | null>;
  };
}

/** Makes the stores on the store file of `nextflow secrets`. */
export interface NextflowStores {
  /** Where the file is, or will be. */
  readonly path: string;
  create(scope: SecretScope): SecretStore;
  /** Takes what others may do with the file away, without which Nextflow does not read it. */
  closeToOthers(): Promise<Result<void, StoreFailure>>;
}

/**
 * What was stored in the pages of a browser, as the machine that serves them remembers it, for
 * every window on it. Never a value.
 */
export interface BrowserNotes {
  read(): Promise<Notes>;
  /** Holds every other window off while something is stored, and keeps what comes of it. */
  during(work: (notes: Notes) => Promise<Notes>): Promise<void>;
  /** Some window has stored something. */
  readonly onDidChange: Event<void>;
}

/** A profile of the AWS configuration files. */
export interface AwsProfile {
  readonly name: string;
  /** How its credentials come about. */
  readonly by: 'sso' | 'role' | 'keys' | 'program' | 'other';
  readonly region: string | null;
}

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

/** Technical log for people who look for the cause of trouble. Never given a value. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}

/** The time, in milliseconds since 1970, UTC. */
export type Clock = () => number;

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
  /** Runs that cannot be read, and the folder of all where that is so: what is left there is unknown. */
  broken(): Promise<readonly BrokenRun[]>;
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
  /** Forgets an ended run without outstanding copies: its folder goes. */
  forget(run: RunId): Promise<Result<void, Failure>>;
  /** Announces that some run's folder changed. */
  readonly onDidChange: Event<void>;
}

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

/** What a window remembers for the one that takes its place after a reload. Never a value. */
export interface WindowMemory {
  /** Replaces what this window remembers. */
  keep(value: unknown): Promise<void>;
  /**
   * What windows of this workspace that are gone have remembered, each to one window alone. Waits a
   * moment for one that is just going; what a window that lives remembers is its own.
   */
  inherited(signal: AbortSignal): AsyncIterable<unknown>;
}

/** The programs that a run needs, as found on this machine. */
export interface Tools {
  /** The Nextflow program. `setting` is a configured path or command, null for the PATH. */
  nextflow(setting: string | null): Promise<Result<string, Failure>>;
  /** The version of that program, say `24.10.0`; null where it does not tell. */
  nextflowVersion(program: string): Promise<string | null>;
  /** The nf-test program, in the same way. */
  nfTest(setting: string | null): Promise<Result<string, Failure>>;
  /** What an environment needs so that a program's name leads to it: `{}`, or a `PATH`. */
  pathTo(program: string): Promise<Readonly<Record<string, string>>>;
  /**
   * What a run's environment needs so that this Nextflow finds Java: `{}`, or `{ JAVA_HOME: … }`.
   * A Nextflow that brings its own, say one from Conda or a module, needs nothing.
   */
  java(nextflow: string): Promise<Result<Readonly<Record<string, string>>, Failure>>;
  /**
   * What Nextflow prints of a config, which is code that runs for it; else why it does not, for
   * people. Rejects when it is given up.
   */
  printedConfig(question: ConfigQuestion, signal: AbortSignal): Promise<Result<string, string>>;
}

/** What is asked of Nextflow before a launch. */
export interface ConfigQuestion {
  /** Its whole command line. */
  readonly argv: readonly string[];
  /** The path of the folder that is launched from. */
  readonly folder: string;
  /** What the launch adds to the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names that its store is to have; none of the values is a real one. */
  readonly secrets: readonly string[];
}

/** The way to ask Nextflow for the config of one launch. */
export interface ConfigAsking {
  readonly ask: (
    secrets: ConfigQuestion['secrets'],
    signal: AbortSignal,
  ) => Promise<Result<string, string>>;
  /** All that the answer depends on, but for what configs read. */
  readonly key: string;
}
