import type { SeqeraAction, SeqeraFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type {
  ComputeEnvironment,
  ComputeEnvironmentDetails,
} from '../../core/seqera/computeEnvironment.ts';
import type { SeqeraSubject } from '../../core/seqera/refusalFailure.ts';
import type { RemoteLog, RemoteRun } from '../../core/seqera/remoteRun.ts';
import type { SeqeraEndpoint } from '../../core/seqera/seqeraEndpoint.ts';
import {
  type SeqeraUser,
  type SeqeraWorkspace,
  workspaceName,
} from '../../core/seqera/seqeraWorkspace.ts';
import type {
  Launchpad,
  LaunchpadPipeline,
  SavedLaunch,
  WorkflowLaunch,
} from '../../core/seqera/workflowLaunch.ts';
import type { SeqeraSession } from '../../services/ports/stores/seqeraSessions.ts';
import { failureNow } from './failureNow.ts';
import { about, at, Platform } from './platform.ts';
import { emptyBody } from './platformAnswers.ts';
import { PlatformLaunchpad } from './platformLaunchpad.ts';
import {
  computeEnvironment,
  computeEnvironments,
  describedWorkflow,
  launched,
  savedLaunch,
  workflowLog,
  workflows,
} from './runAnswers.ts';
import { asEnvironmentDetails, asLaunchRequest, asRemoteRun, asSavedLaunch } from './runForms.ts';
import type { Asking, SeqeraClient } from './seqeraClient.ts';

type RunsResult<T> = Promise<Result<T, SeqeraFailure>>;

/** How many of the newest runs are listed. */
const newest = 50;

/** The Platform's calls about runs, as one user in one workspace. */
export class PlatformRuns implements SeqeraSession {
  readonly user: SeqeraUser;
  readonly workspace: SeqeraWorkspace | null;
  readonly #client: SeqeraClient;
  readonly #launchpad: PlatformLaunchpad;

  constructor(client: SeqeraClient, user: SeqeraUser, workspace: SeqeraWorkspace | null) {
    this.#client = client;
    this.#launchpad = new PlatformLaunchpad(client, workspace);
    this.user = user;
    this.workspace = workspace;
  }

  get endpoint(): SeqeraEndpoint {
    return this.#client.endpoint;
  }

  async workspaces(signal: AbortSignal): RunsResult<readonly SeqeraWorkspace[]> {
    const listed = await new Platform(this.#client).workspaces(this.user, signal);
    return listed.ok ? listed : err(listed.error.failure);
  }

  async computeEnvironments(signal: AbortSignal): RunsResult<readonly ComputeEnvironment[]> {
    // Each launch begins with them: in a workspace that the Platform gives nobody there is none.
    const personal =
      this.workspace === null ? await new Platform(this.#client).personal(signal) : ok(null);
    if (!personal.ok) {
      return err(personal.error.failure);
    }
    const listed = await this.#ask(
      {
        action: 'list compute environments',
        send: ({ client, how }) => client.GET('/compute-envs', { ...how, params: this.#at }),
        answer: computeEnvironments,
      },
      signal,
    );
    return listed.ok ? ok(listed.value.computeEnvs) : listed;
  }

  async computeEnvironment(id: string, signal: AbortSignal): RunsResult<ComputeEnvironmentDetails> {
    const params = { ...this.#at, path: { computeEnvId: id } };
    const found = await this.#ask(
      {
        action: 'read compute environments',
        subject: { subject: 'compute environment', id },
        send: ({ client, how }) => client.GET('/compute-envs/{computeEnvId}', { ...how, params }),
        answer: computeEnvironment,
      },
      signal,
    );
    return found.ok ? ok(asEnvironmentDetails(found.value.computeEnv.config)) : found;
  }

  async pipelines(search: string | null, signal: AbortSignal): RunsResult<Launchpad> {
    const listed = await this.#launchpad.pipelines(search, signal);
    return listed.ok ? listed : err(await this.#now(listed.error, signal));
  }

  launchOfPipeline(pipeline: LaunchpadPipeline, signal: AbortSignal): RunsResult<SavedLaunch> {
    return this.#launchpad.launchOf(pipeline, signal);
  }

  async launch(
    launch: WorkflowLaunch,
    source: string | null,
    signal: AbortSignal,
  ): RunsResult<string> {
    const params = {
      query: { ...this.#at.query, ...(source !== null && { sourceWorkspaceId: source }) },
    };
    const body = { launch: asLaunchRequest(launch) };
    const submitted = await this.#client.ask(
      {
        call: about('launch runs', this.workspace),
        repeatable: false,
        send: ({ client, how }) => client.POST('/workflow/launch', { ...how, params, body }),
        answer: launched,
      },
      signal,
    );
    if (submitted.ok) {
      return ok(submitted.value.workflowId);
    }
    const { lost, failure } = submitted.error;
    const { endpoint, workspace } = this;
    return err(
      lost === null
        ? await this.#now(failure, signal)
        : {
            kind: 'seqera-launch-unconfirmed',
            endpoint,
            workspace: workspace && workspaceName(workspace),
            because: lost,
          },
    );
  }

  async runs(signal: AbortSignal): RunsResult<readonly RemoteRun[]> {
    const all = await this.#newest(null, signal);
    if (!all.ok || all.value.count < newest) {
      return all.ok ? ok(all.value.found) : all;
    }
    // Where others launch much, none of the user's may be among the newest of all.
    const own = await this.#newest(`username:${this.user.name}`, signal);
    const older = (own.ok ? own.value.found : []).filter(
      run => run.user === this.user.name && !all.value.found.some(({ id }) => id === run.id),
    );
    return ok([...all.value.found, ...older]);
  }

  /** The newest runs of all, or those that a search of the Platform's finds. */
  async #newest(
    search: string | null,
    signal: AbortSignal,
  ): RunsResult<{ readonly found: readonly RemoteRun[]; readonly count: number }> {
    const params = {
      query: { ...this.#at.query, max: newest, offset: 0, ...(search !== null && { search }) },
    };
    const listed = await this.#ask(
      {
        action: 'list runs',
        send: ({ client, how }) => client.GET('/workflow', { ...how, params }),
        answer: workflows,
      },
      signal,
    );
    if (!listed.ok) {
      return listed;
    }
    const { found, count } = listed.value.workflows;
    return ok({ found: found.map(row => asRemoteRun(row)), count });
  }

  async run(id: string, signal: AbortSignal): RunsResult<RemoteRun> {
    const params = {
      path: { workflowId: id },
      query: { ...this.#at.query, attributes: ['messages' as const] },
    };
    const found = await this.#ask(
      {
        action: 'read runs',
        subject: { subject: 'run', id },
        send: ({ client, how }) => client.GET('/workflow/{workflowId}', { ...how, params }),
        answer: describedWorkflow,
      },
      signal,
    );
    return found.ok ? ok(asRemoteRun(found.value)) : found;
  }

  async launchOfRun(id: string, signal: AbortSignal): RunsResult<SavedLaunch> {
    const params = { ...this.#at, path: { workflowId: id } };
    const found = await this.#ask(
      {
        action: 'read runs',
        subject: { subject: 'run', id },
        send: ({ client, how }) => client.GET('/workflow/{workflowId}/launch', { ...how, params }),
        answer: savedLaunch,
      },
      signal,
    );
    return found.ok ? ok(asSavedLaunch(found.value.launch)) : found;
  }

  async log(id: string, next: string | null, signal: AbortSignal): RunsResult<RemoteLog> {
    const params = {
      path: { workflowId: id },
      query: { ...this.#at.query, ...(next !== null && { next }) },
    };
    const page = await this.#ask(
      {
        action: 'read the output of runs',
        subject: { subject: 'run', id },
        send: ({ client, how }) => client.GET('/workflow/{workflowId}/log', { ...how, params }),
        answer: workflowLog,
      },
      signal,
    );
    if (!page.ok) {
      return page;
    }
    const { entries, forwardToken, truncated } = page.value.log;
    return ok({ lines: entries, next: forwardToken, truncated });
  }

  cancel(id: string, signal: AbortSignal): RunsResult<void> {
    const params = { ...this.#at, path: { workflowId: id } };
    return this.#ask(
      {
        action: 'cancel runs',
        subject: { subject: 'run', id },
        send: ({ client, how }) =>
          client.POST('/workflow/{workflowId}/cancel', { ...how, params, body: {} }),
        answer: emptyBody,
      },
      signal,
    );
  }

  get #at(): ReturnType<typeof at> {
    return at(this.workspace);
  }

  async #ask<T>(
    asking: Pick<Asking<T>, 'send' | 'answer'> & {
      readonly action: SeqeraAction;
      readonly subject?: SeqeraSubject;
    },
    signal: AbortSignal,
  ): RunsResult<T> {
    const { action, subject, send, answer } = asking;
    const call = { ...about(action, this.workspace), ...(subject && { subject }) };
    const answered = await this.#client.ask({ call, repeatable: true, send, answer }, signal);
    if (answered.ok) {
      return answered;
    }
    const { failure } = answered.error;
    // Runs of others are looked for in vain by the hundred.
    return err(action === 'read runs' ? failure : await this.#now(failure, signal));
  }

  #now(failure: SeqeraFailure, signal: AbortSignal): Promise<SeqeraFailure> {
    return failureNow({ failure, workspace: this.workspace }, () => this.workspaces(signal));
  }
}
