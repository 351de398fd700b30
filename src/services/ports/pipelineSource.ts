import type { RunVariables } from '../../core/runs/launch/givenSettings.ts';

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
