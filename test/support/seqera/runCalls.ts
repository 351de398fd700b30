import type { Call } from './platformCalls.ts';
import type { FakeUser, FakeWorkspace, PlatformState } from './platformState.ts';
import { Refused } from './refused.ts';
import {
  endRun,
  type FakeComputeEnv,
  type FakeLaunch,
  type FakePipeline,
  type FakeRun,
  logPage,
  type RunState,
  timeText,
} from './runState.ts';

/** Who asks about the runs of whom. */
interface Asker {
  readonly state: PlatformState;
  readonly user: FakeUser;
  readonly owner: FakeWorkspace | FakeUser;
  readonly runs: RunState;
}

const unanswered = Symbol('another operation');

/** What the Platform answers to a call about runs; {@link unanswered} for any other. */
export function answerRunCall(asker: Asker, call: Call): unknown {
  const { runs, state } = asker;
  const query = new URLSearchParams(call.query);
  const page = (all: readonly unknown[], field: string) =>
    pageOf(all, query, field, state.largestPage);
  switch (call.operation) {
    case 'listComputeEnvs':
      return { computeEnvs: runs.computeEnvs.map(listedEnv) };
    case 'describeComputeEnv':
      return { computeEnv: describedEnv(runs, call) };
    case 'listPipelines':
      return page(pipelinesOf(asker, query.get('search') ?? ''), 'pipelines');
    case 'describePipelineLaunch':
      return { launch: launchOf(asker, pipelineOf(asker, call).launch) };
    case 'launchWorkflow':
      return { workflowId: launch(asker, call) };
    case 'listWorkflows':
      return page(
        searched(runs.runs, query.get('search')).map(run => ({
          workflow: workflowOf(run),
          progress: progressOf(run),
        })),
        'workflows',
      );
    default:
      return answerOneRun(asker, call);
  }
}

/** Of the Platform's keywords the one that is used here. */
function searched(runs: readonly FakeRun[], search: string | null): readonly FakeRun[] {
  const [, user] = /^username:(.+)$/.exec(search ?? '') ?? [];
  return runs.filter(run => user === undefined || run.userName === user);
}

function answerOneRun({ state, user, owner, runs }: Asker, call: Call): unknown {
  const [, id] = /^\/workflow\/(\w+)/.exec(call.path) ?? [];
  if (id === undefined) {
    return unanswered;
  }
  const run = runs.runs.find(other => other.id === id);
  if (!run) {
    throw new Refused(403);
  }
  switch (call.operation) {
    case 'describeWorkflow':
      return {
        workflow: workflowOf(run),
        progress: progressOf(run),
        messages: new URLSearchParams(call.query).get('attributes')?.includes('messages')
          ? run.messages
          : [],
        jobInfo: { status: run.status, message: null, exitCode: null },
      };
    case 'describeProgress':
      return { progress: progressOf(run) };
    case 'describeWorkflowLaunch':
      return { launch: launchOf({ runs }, run.launch, `session-of-${run.id}`) };
    case 'workflowLog':
      return { log: logOf(run, new URLSearchParams(call.query).get('next')) };
    case 'cancelWorkflow':
      if (isReader(state, owner, user)) {
        throw new Refused(403);
      }
      endRun(run, 'CANCELLED');
      return undefined;
    default:
      return unanswered;
  }
}

export function isUnanswered(answer: unknown): boolean {
  return answer === unanswered;
}

function isReader(state: PlatformState, owner: Asker['owner'], user: FakeUser): boolean {
  return (
    'roles' in owner && state.rolesIn(owner, user).every(role => ['connect', 'view'].includes(role))
  );
}

function launch({ state, user, owner, runs }: Asker, call: Call): string {
  const roles = 'roles' in owner ? state.rolesIn(owner, user) : ['owner'];
  const asked = (JSON.parse(call.body) as { launch: FakeLaunch }).launch;
  const saved = asked.id !== undefined;
  if (roles.every(role => ['connect', 'view', ...(saved ? [] : ['launch'])].includes(role))) {
    throw new Refused(403);
  }
  if (!runs.computeEnvs.some(({ id }) => id === asked.computeEnvId)) {
    throw new Refused(400, 'Unknown compute environment');
  }
  const names = (of: FakeWorkspace | FakeUser) => state.secretsOf(of).map(({ name }) => name);
  const unknown = [
    ...asked.userSecrets.filter(name => !names(user).includes(name)),
    ...asked.workspaceSecrets.filter(name => !names(owner).includes(name)),
  ];
  if (unknown.length > 0) {
    throw new Refused(400, `Unknown pipeline secrets: ${unknown.join(', ')}`);
  }
  return runs.addRun(user.userName, asked, runs.runs.length + 1).id;
}

function listedEnv({ id, name, platform, status, primary, region, workDir }: FakeComputeEnv) {
  return { id, name, platform, status, primary, region, workDir };
}

function describedEnv(runs: RunState, { path }: Call): unknown {
  const found = runs.computeEnvs.find(({ id }) => path.endsWith(`/${id}`));
  if (!found) {
    throw new Refused(403);
  }
  const { id, name, platform, status, workDir, headJobRole, executionRole } = found;
  const { projectId, serviceAccount } = found;
  const config = platform.startsWith('google-')
    ? { discriminator: platform, workDir, projectId, serviceAccount }
    : { discriminator: platform, workDir, headJobRole, executionRole };
  return {
    id,
    name,
    platform,
    status,
    config,
  };
}

/** A workspace's own pipelines, and those that others of its organisation share, with a text in their names. */
function pipelinesOf({ state, owner, runs }: Asker, search: string): unknown[] {
  const shared =
    'organization' in owner
      ? state.workspaces.filter(
          other => other.shared && other !== owner && other.organization === owner.organization,
        )
      : [];
  const from = (its: RunState, of: FakeWorkspace | FakeUser) =>
    its.pipelines
      .filter(({ name }) => name.includes(search))
      .map(pipeline => ({
        pipelineId: pipeline.id,
        name: pipeline.name,
        repository: pipeline.launch.pipeline,
        ...('organization' in of && {
          workspaceId: of.id,
          workspaceName: of.name,
          orgName: of.organization,
        }),
      }));
  return [...from(runs, owner), ...shared.flatMap(other => from(state.runsOf(other), other))];
}

function pipelineOf({ state, runs }: Asker, { path, query }: Call): FakePipeline {
  const source = new URLSearchParams(query).get('sourceWorkspaceId');
  const workspace = state.workspaces.find(({ id }) => String(id) === source);
  const its = workspace ? state.runsOf(workspace) : runs;
  const found = its.pipelines.find(({ id }) => path.includes(`/${id}/`));
  if (!found) {
    throw new Refused(403);
  }
  return found;
}

function launchOf(
  { runs }: { readonly runs: RunState },
  { computeEnvId, ...saved }: FakeLaunch,
  sessionId?: string,
): unknown {
  const env = runs.computeEnvs.find(({ id }) => id === computeEnvId);
  return {
    ...saved,
    ...(env && { computeEnv: { id: env.id, name: env.name, platform: env.platform } }),
    ...(sessionId !== undefined && { sessionId }),
  };
}

function workflowOf(run: FakeRun): unknown {
  const { id, runName, status, userName, launch: asked, submit, complete, errorMessage } = run;
  const projectName = asked.pipeline.replace(/^https:\/\/[^/]+\//, '');
  const revision = asked.revision ?? null;
  return {
    id,
    runName,
    status,
    userName,
    projectName,
    revision,
    submit,
    complete,
    errorMessage,
    requiresAttention: run.messages.length > 0,
  };
}

function progressOf({ tasks, changed }: FakeRun): unknown {
  const lastUpdated = changed === null ? {} : { lastUpdated: timeText(changed) };
  const others = { submitted: 0, cached: 0, aborted: 0, ignored: 0 };
  return tasks === null ? {} : { workflowProgress: { ...tasks, ...others, ...lastUpdated } };
}

/** The token of a page tells how many lines there were before the next. */
function logOf({ log }: FakeRun, next: string | null): unknown {
  const from = Number(next ?? 0);
  const entries = log.slice(from, from + logPage);
  return {
    entries,
    truncated: false,
    pending: false,
    forwardToken: String(from + entries.length),
  };
}

function pageOf(
  all: readonly unknown[],
  query: URLSearchParams,
  field: string,
  largest: number,
): unknown {
  const offset = Number(query.get('offset') ?? 0);
  const max = Math.min(Number(query.get('max') ?? 100), largest);
  return { [field]: all.slice(offset, offset + max), totalSize: all.length };
}
