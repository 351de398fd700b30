import * as v from 'valibot';

/** What a developer chooses for a launch; remembered for each workspace folder. */
export const launchOptionsSchema = v.object({
  /** Absolute path of the entry script. */
  script: v.string(),
  profiles: v.array(v.string()),
  /** Absolute path, or null for none. */
  paramsFile: v.nullable(v.string()),
  resume: v.boolean(),
  /** Runs each process's `stub` instead of its script. */
  stub: v.boolean(),
  /** Further words for Nextflow's command line, say `['--input', 'samples.csv']`. */
  extraArguments: v.array(v.string()),
});
export type LaunchOptions = v.InferOutput<typeof launchOptionsSchema>;
