import type { RunId } from '../core/runs/record/runId.ts';

/** What `clean` is asked for. */
export interface CleanOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Milliseconds. */
  readonly olderThan: number;
  readonly awsRegion: readonly string[];
  readonly awsProfile?: string;
  readonly jobDefinitions: boolean;
  readonly googleProject: readonly string[];
  readonly googleCredentials?: string;
  readonly format: 'text' | 'json';
  readonly runDirectory?: string;
  /** Names of machines and containers that are no more. */
  readonly goneHost: readonly string[];
  /** Runs to be given up. */
  readonly forget: readonly RunId[];
}
