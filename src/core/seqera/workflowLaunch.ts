/** What the Platform is asked to launch. Secrets are named; no value is ever in it. */
export interface WorkflowLaunch {
  /** Of a pipeline of the launchpad; null for one that is launched by its repository. */
  readonly id: string | null;
  readonly computeEnvironment: string;
  /** A repository's address, or a name that Nextflow knows, say `nf-core/rnaseq`. */
  readonly pipeline: string;
  readonly workDir: string;
  /** A branch, tag or commit; null for the repository's default branch. */
  readonly revision: string | null;
  readonly profiles: readonly string[];
  /** YAML or JSON; empty for none. */
  readonly paramsText: string;
  /** Added to the pipeline's own config; empty for none. */
  readonly configText: string;
  /** The entry script, where it is not the pipeline's own. */
  readonly mainScript: string | null;
  readonly stub: boolean;
  /** The session to go on with; null for a new one. */
  readonly session: string | null;
  readonly userSecrets: readonly string[];
  readonly workspaceSecrets: readonly string[];
}

/** A pipeline of a workspace's launchpad. */
export interface LaunchpadPipeline {
  readonly id: string;
  readonly name: string;
  readonly repository: string;
  /** The workspace that shares it, where that is another one: its number and its name. */
  readonly source: { readonly id: string; readonly name: string } | null;
}

/** What was read of a launchpad. */
export interface Launchpad {
  readonly pipelines: readonly LaunchpadPipeline[];
  /** Whether there are more than were read. */
  readonly more: boolean;
}

/** A launch that the Platform has: a launchpad pipeline's, or the one of a run. */
export interface SavedLaunch extends WorkflowLaunch {
  /** What the compute environment is called, and what is behind it; null where it has none any more. */
  readonly environment: { readonly name: string; readonly platform: string } | null;
}
