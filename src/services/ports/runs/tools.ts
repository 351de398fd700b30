import type { NamedParts } from '../../../core/arrival/ordinaryNames.ts';
import type { Failure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';

/** The programs that a run needs, as found on this machine. */
export interface Tools {
  /** What the user and the machine are called, and paths of theirs: the output of programs has them. */
  localNames(): Pick<NamedParts, 'paths' | 'names'>;
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
  /** What Nextflow is to read in place of some configs, by their paths. */
  readonly texts?: ReadonlyMap<string, string>;
}

/** The configs of a launch with what it gives their params, which `nextflow config` does not take. */
export interface FixedConfigs {
  /** URIs of those that the run begins with, in Nextflow's order. */
  readonly roots: readonly string[];
  /** Texts by their URIs. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The way to ask Nextflow for the config of one launch. */
export interface ConfigAsking {
  readonly ask: (
    secrets: ConfigQuestion['secrets'],
    signal: AbortSignal,
    fixed: FixedConfigs | null,
  ) => Promise<Result<string, string>>;
  /** All that the answer depends on, but for what configs read. */
  readonly key: string;
}
