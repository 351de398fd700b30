import type { CloudFailure } from '../../failure.ts';
import type { Setting } from '../../nextflow/scan/setting.ts';
import { err, ok, type Result } from '../../result.ts';
import type { BackendKind, DeliveryKind } from './backend.ts';
import type { BackendFinding } from './backendFinding.ts';
import { configuredText } from './configuredValue.ts';
import type { RunTarget } from './runTarget.ts';

/** What the editor's settings say of the clouds; null where they say nothing. */
export interface CloudSettings {
  readonly awsProfile: string | null;
  readonly awsRegion: string | null;
  /** ARN of the execution role of AWS Batch. */
  readonly awsExecutionRole: string | null;
  readonly googleProject: string | null;
  readonly googleLocation: string | null;
  readonly googleCredentialsFile: string | null;
}

export const noCloudSettings: CloudSettings = {
  awsProfile: null,
  awsRegion: null,
  awsExecutionRole: null,
  googleProject: null,
  googleLocation: null,
  googleCredentialsFile: null,
};

export interface TargetChoice {
  /** What the developer chose, or null for what the config says. */
  readonly backend: BackendKind | null;
  /** How tasks are to get their secrets; null for the way that needs the least. */
  readonly delivery: DeliveryKind | null;
}

/** What a work has that lets nobody choose: the config decides. */
export const noChoice: TargetChoice = { backend: null, delivery: null };

/** Where a run goes: as chosen, else as its config says; what only a run can tell counts as local. */
export function chooseTarget(
  choice: TargetChoice,
  finding: BackendFinding,
  settings: readonly Setting[],
  clouds: CloudSettings,
): Result<RunTarget, CloudFailure> {
  const found = finding.kind === 'found' ? finding : null;
  const kind = choice.backend ?? found?.backend ?? 'local';
  switch (kind) {
    case 'local':
      return ok({ kind });
    case 'hpc':
      return ok({ kind, executor: found?.backend === 'hpc' ? found.executor : 'slurm' });
    case 'aws-batch':
      return awsTarget(choice.delivery, settings, clouds);
    case 'google-batch':
      return googleTarget(settings, clouds);
  }
}

function awsTarget(
  delivery: DeliveryKind | null,
  settings: readonly Setting[],
  clouds: CloudSettings,
): Result<RunTarget, CloudFailure> {
  const region = configuredText(settings, 'aws', 'region') ?? clouds.awsRegion;
  if (region === null) {
    return err({ kind: 'cloud-not-set-up', cloud: 'aws', missing: 'region' });
  }
  const profile = configuredText(settings, 'aws', 'profile') ?? clouds.awsProfile;
  if (delivery !== 'job-definition') {
    return ok({ kind: 'aws-batch', region, profile, executionRole: null });
  }
  const executionRole = clouds.awsExecutionRole ?? configuredText(settings, ...configuredRole);
  return executionRole === null
    ? err({ kind: 'cloud-not-set-up', cloud: 'aws', missing: 'execution role' })
    : ok({ kind: 'aws-batch', region, profile, executionRole });
}

/** Where a pipeline's config says it. */
const configuredRole = ['aws', 'batch', 'executionRole'] as const;

function googleTarget(
  settings: readonly Setting[],
  clouds: CloudSettings,
): Result<RunTarget, CloudFailure> {
  const project = configuredText(settings, 'google', 'project') ?? clouds.googleProject;
  if (project === null) {
    return err({ kind: 'cloud-not-set-up', cloud: 'google', missing: 'project' });
  }
  const location =
    configuredText(settings, 'google', 'location') ??
    configuredText(settings, 'google', 'region') ??
    clouds.googleLocation;
  const credentialsFile = clouds.googleCredentialsFile;
  return ok({ kind: 'google-batch', project, location, credentialsFile });
}
