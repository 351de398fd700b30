import type { SeqeraFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type {
  ComputeEnvironment,
  ComputeEnvironmentDetails,
} from '../../../core/seqera/computeEnvironment.ts';
import type { RemoteLog, RemoteRun } from '../../../core/seqera/remoteRun.ts';
import type { SeqeraEndpoint } from '../../../core/seqera/seqeraEndpoint.ts';
import type { SeqeraUser, SeqeraWorkspace } from '../../../core/seqera/seqeraWorkspace.ts';
import type {
  Launchpad,
  LaunchpadPipeline,
  SavedLaunch,
  WorkflowLaunch,
} from '../../../core/seqera/workflowLaunch.ts';

/** Whose runs are meant: a Platform, a user of it, and a workspace or, with null, the user's own. */
export interface SeqeraPlace {
  readonly endpoint: string;
  /** Null for whoever is signed in. */
  readonly user: string | null;
  /** By its name or number. */
  readonly workspace: string | null;
}

/** Opens the way to runs on a Platform, as far as somebody is signed in. */
export interface SeqeraSessions {
  open(place: SeqeraPlace, signal: AbortSignal): Asked<SeqeraSession>;
}

type Asked<T> = Promise<Result<T, SeqeraFailure>>;

/** One user in one workspace of a Platform. */
export interface SeqeraSession {
  readonly endpoint: SeqeraEndpoint;
  readonly user: SeqeraUser;
  /** Null for the user's own. */
  readonly workspace: SeqeraWorkspace | null;
  /** All workspaces that the user sees. */
  workspaces(signal: AbortSignal): Asked<readonly SeqeraWorkspace[]>;
  computeEnvironments(signal: AbortSignal): Asked<readonly ComputeEnvironment[]>;
  computeEnvironment(id: string, signal: AbortSignal): Asked<ComputeEnvironmentDetails>;
  /** The workspace's launchpad, with what others share with it; what a text finds in it, or all. */
  pipelines(search: string | null, signal: AbortSignal): Asked<Launchpad>;
  launchOfPipeline(pipeline: LaunchpadPipeline, signal: AbortSignal): Asked<SavedLaunch>;
  /** Gives the run's id. `source` is the workspace that shares the pipeline. */
  launch(launch: WorkflowLaunch, source: string | null, signal: AbortSignal): Asked<string>;
  /** The newest runs of all users, and this user's newest. */
  runs(signal: AbortSignal): Asked<readonly RemoteRun[]>;
  run(id: string, signal: AbortSignal): Asked<RemoteRun>;
  /** How a run was launched. */
  launchOfRun(id: string, signal: AbortSignal): Asked<SavedLaunch>;
  /** One page of its output: the one that `next` leads to, or the first. */
  log(id: string, next: string | null, signal: AbortSignal): Asked<RemoteLog>;
  cancel(id: string, signal: AbortSignal): Asked<void>;
}
