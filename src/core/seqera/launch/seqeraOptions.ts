import * as v from 'valibot';
import type { ComputeEnvironment } from '../computeEnvironment.ts';
import type { LaunchpadPipeline, SavedLaunch } from '../workflowLaunch.ts';
import type { GitCheckout } from './gitCheckout.ts';
import type { SeqeraPlanInput } from './seqeraPlan.ts';

/** What a developer chooses for a launch on the Platform. */
export interface SeqeraOptions {
  /** Null for one that is launched by its repository. */
  readonly launchpad: { readonly pipeline: LaunchpadPipeline; readonly saved: SavedLaunch } | null;
  readonly environment: ComputeEnvironment;
  readonly repository: string;
  readonly revision: string | null;
  readonly workDir: string;
  readonly profiles: readonly string[];
  /** Absolute paths, or null for none. */
  readonly paramsFile: string | null;
  readonly configFile: string | null;
  /** The entry script below the repository's root; null for the pipeline's own. */
  readonly mainScript: string | null;
  readonly stub: boolean;
  /** The session to go on with; null for a new one. */
  readonly session: string | null;
}

const remembered = v.object({
  environment: v.string(),
  workDir: v.string(),
  profiles: v.array(v.string()),
  paramsFile: v.nullable(v.string()),
  configFile: v.nullable(v.string()),
});

/** What is remembered of a launch for the next one of its folder. */
export type RememberedOptions = v.InferOutput<typeof remembered>;

/** What was remembered; null for anything else. */
export function readRemembered(stored: unknown): RememberedOptions | null {
  const parsed = v.safeParse(remembered, stored);
  return parsed.success ? parsed.output : null;
}

/** What is to be remembered of a launch. */
export function toRemember(options: SeqeraOptions): RememberedOptions {
  const { environment, workDir, profiles, paramsFile, configFile } = options;
  return { environment: environment.id, workDir, profiles: [...profiles], paramsFile, configFile };
}

/** The options of a first launch from a folder: what is pushed, and what was taken last. */
export function firstOptions(
  environment: ComputeEnvironment,
  checkout: GitCheckout | null,
  script: string,
  last: RememberedOptions | null,
): SeqeraOptions {
  const path = `${checkout?.prefix ?? ''}${script}`;
  const before = last ?? {
    environment: '',
    workDir: '',
    profiles: [],
    paramsFile: null,
    configFile: null,
  };
  const { profiles, paramsFile, configFile } = before;
  return {
    launchpad: null,
    environment,
    repository: checkout?.repository ?? '',
    revision: checkout?.revision ?? null,
    workDir: before.environment === environment.id ? before.workDir : (environment.workDir ?? ''),
    profiles,
    paramsFile,
    configFile,
    mainScript: path === 'main.nf' ? null : path,
    stub: false,
    session: null,
  };
}

/** Another compute environment, with its work directory. */
export function withEnvironment(
  options: SeqeraOptions,
  environment: ComputeEnvironment,
): SeqeraOptions {
  const own = options.environment.workDir === options.workDir;
  const workDir = own ? (environment.workDir ?? '') : options.workDir;
  return { ...options, environment, workDir };
}

/** A pipeline of the launchpad, with what it is saved with. */
export function withLaunchpad(
  options: SeqeraOptions,
  pipeline: LaunchpadPipeline,
  saved: SavedLaunch,
  environments: readonly ComputeEnvironment[],
): SeqeraOptions {
  const { computeEnvironment, workDir, revision, profiles, mainScript } = saved;
  const environment = environments.find(({ id }) => id === computeEnvironment);
  return {
    ...options,
    launchpad: { pipeline, saved },
    environment: environment ?? options.environment,
    repository: saved.pipeline,
    revision,
    workDir: workDir === '' ? options.workDir : workDir,
    profiles,
    mainScript,
    paramsFile: null,
    configFile: null,
  };
}

/** The launch of these options, with the texts of their files. */
export function launchOf(
  options: SeqeraOptions,
  texts: { readonly params: string; readonly config: string },
): SeqeraPlanInput['launch'] {
  const { launchpad } = options;
  return {
    id: launchpad?.saved.id ?? null,
    computeEnvironment: options.environment.id,
    pipeline: options.repository,
    workDir: options.workDir,
    revision: options.revision,
    profiles: options.profiles,
    paramsText: options.paramsFile === null ? (launchpad?.saved.paramsText ?? '') : texts.params,
    configText: options.configFile === null ? (launchpad?.saved.configText ?? '') : texts.config,
    mainScript: options.mainScript,
    stub: options.stub,
    session: options.session,
  };
}
