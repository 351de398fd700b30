import type { ComputeEnvironmentDetails } from '../../core/seqera/computeEnvironment.ts';
import { withoutSignIn } from '../../core/seqera/launch/webUrl.ts';
import type { RemoteRun } from '../../core/seqera/remoteRun.ts';
import type { SavedLaunch, WorkflowLaunch } from '../../core/seqera/workflowLaunch.ts';
import type { components } from './platformApi.ts';
import type { PlatformEnvironment, PlatformLaunch, PlatformWorkflow } from './runAnswers.ts';

/** A launch as the Platform wants it: what is not said is left to it. */
export function asLaunchRequest(
  launch: WorkflowLaunch,
): components['schemas']['WorkflowLaunchRequest'] {
  const { id, revision, mainScript, session, paramsText, configText } = launch;
  return {
    computeEnvId: launch.computeEnvironment,
    pipeline: launch.pipeline,
    workDir: launch.workDir,
    configProfiles: [...launch.profiles],
    userSecrets: [...launch.userSecrets],
    workspaceSecrets: [...launch.workspaceSecrets],
    ...(id !== null && { id }),
    ...(revision !== null && { revision }),
    ...(mainScript !== null && { mainScript }),
    ...(session !== null && { sessionId: session, resume: true }),
    ...(paramsText !== '' && { paramsText }),
    ...(configText !== '' && { configText }),
    ...(launch.stub && { stubRun: true }),
  };
}

/** A launch that the Platform has. */
export function asSavedLaunch(launch: PlatformLaunch): SavedLaunch {
  const { computeEnv } = launch;
  return {
    id: launch.id,
    computeEnvironment: computeEnv?.id ?? '',
    environment: computeEnv && { name: computeEnv.name ?? '', platform: computeEnv.platform ?? '' },
    pipeline: launch.pipeline,
    workDir: launch.workDir,
    revision: launch.revision,
    profiles: launch.configProfiles,
    paramsText: launch.paramsText,
    configText: launch.configText,
    mainScript: launch.mainScript,
    stub: launch.stubRun,
    session: launch.sessionId,
    userSecrets: launch.userSecrets,
    workspaceSecrets: launch.workspaceSecrets,
  };
}

/** What a compute environment’s configuration tells; a service account is one of its project. */
export function asEnvironmentDetails(config: PlatformEnvironment): ComputeEnvironmentDetails {
  const { headJobRole, executionRole, projectId, serviceAccount, serviceAccountEmail } = config;
  const account = serviceAccount ?? serviceAccountEmail ?? '';
  const [, own = null] = /@([a-z0-9:.-]+)\.iam\.gserviceaccount\.com$/.exec(account) ?? [];
  return { headJobRole, executionRole, project: projectId ?? own };
}

/** A run, from a listing or on its own. */
export function asRemoteRun(
  found: PlatformWorkflow & {
    readonly messages?: readonly string[];
    readonly jobInfo?: { readonly message: string | null } | null;
  },
): RemoteRun {
  const { workflow, progress, messages = [], jobInfo = null } = found;
  return {
    id: workflow.id,
    name: workflow.runName ?? '',
    status: workflow.status,
    user: workflow.userName ?? '',
    pipeline: withoutSignIn(workflow.projectName ?? workflow.repository ?? ''),
    revision: workflow.revision,
    submittedAt: workflow.submit,
    endedAt: workflow.complete,
    error: workflow.errorMessage ?? jobInfo?.message ?? null,
    tasks: progress?.workflowProgress ?? null,
    changedAt: progress?.workflowProgress?.lastUpdated ?? null,
    messages,
  };
}
