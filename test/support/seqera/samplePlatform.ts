import { addOrganization, type FakeOrganization } from './fakeOrganization.ts';
import { FakePlatform } from './fakePlatform.ts';
import { playRuns } from './playRuns.ts';
import { endRun, type FakeLaunch, type RunState } from './runState.ts';

const day = 86_400_000;
const role = 'arn:aws:iam::123456789012:role';
const repository = 'https://github.com/genomics/rnaseq';

/** What somebody needs who tries the extension on a Platform of this machine. */
export interface SamplePlatform {
  readonly platform: FakePlatform;
  readonly endpoint: string;
  readonly token: string;
  readonly stop: () => Promise<void>;
}

/**
 * Starts a Platform with a sample organisation, on which each launch runs to its end.
 * @param step  milliseconds that each step of a run takes
 */
export async function startSample(port: number, step = 3000): Promise<SamplePlatform> {
  const platform = await FakePlatform.start(port);
  const { ada, rnaseq } = addSample(platform);
  const playing = playRuns(platform.state.runsOf(rnaseq), step);
  const stop = async (): Promise<void> => {
    playing.stop();
    await platform.stop();
  };
  return { platform, endpoint: platform.endpoint, token: ada.token, stop };
}

/**
 * Fills a Platform with an organisation in which Ada maintains `genomics/rnaseq`: secrets, of which
 * the sample pipeline lacks one, compute environments, a launchpad, and runs of hers and Grace's.
 */
export function addSample(platform: FakePlatform): FakeOrganization {
  const people = addOrganization(platform);
  const { state } = platform;
  const { ada, rnaseq, references } = people;
  const now = Date.now();
  state.addSecret(rnaseq, 'DB_USER', 'sample', now - 90 * day);
  state.addSecret(rnaseq, 'DB_PASSWORD', 'sample', now - 30 * day);
  state.addSecret(rnaseq, 'OLD_TOKEN', 'sample', now - 400 * day);
  state.addSecret(references, 'LICENCE_KEY', 'sample', now - 30 * day);
  state.addSecret(ada, 'DB_USER', 'sample');
  const runs = state.runsOf(rnaseq);
  const batch = addEnvironments(runs);
  const launch = {
    computeEnvId: batch.id,
    pipeline: repository,
    workDir: batch.workDir,
    revision: 'main',
    userSecrets: ['DB_USER'],
    workspaceSecrets: ['DB_PASSWORD', 'OLD_TOKEN', 'GONE_KEY'],
  };
  runs.pipelines.push({ id: state.nextId(), name: 'rnaseq', launch: { id: 'lp1', ...launch } });
  const theirs = state.runsOf(references);
  const env = theirs.addComputeEnv('references-batch', 'aws-batch');
  const index = { ...launch, pipeline: 'https://github.com/genomics/index', computeEnvId: env.id };
  theirs.pipelines.push({
    id: state.nextId(),
    name: 'index-genomes',
    launch: { id: 'lp2', ...index, userSecrets: [], workspaceSecrets: ['LICENCE_KEY'] },
  });
  addRuns(runs, launch, now);
  return people;
}

/** Some that give runs secrets, one that does not, and one that is out of order. */
function addEnvironments(runs: RunState) {
  const batch = runs.addComputeEnv('cloud-batch', 'aws-batch', {
    headJobRole: `${role}/genomics-head`,
    executionRole: `${role}/genomics-execution`,
  });
  runs.addComputeEnv('google-batch', 'google-batch', {
    region: 'europe-west4',
    workDir: 'gs://genomics/work',
    serviceAccount: 'batch@genomics-prod.iam.gserviceaccount.com',
  });
  runs.addComputeEnv('cluster-slurm', 'slurm-platform', { region: null, workDir: '/scratch/work' });
  runs.addComputeEnv('cluster-eks', 'eks-platform');
  runs.addComputeEnv('old-batch', 'aws-batch', { status: 'ERRORED', region: 'us-east-1' });
  return batch;
}

/** One that failed, one whose secrets stayed in the cloud, one that hangs, and a colleague's. */
function addRuns(runs: RunState, launch: FakeLaunch, now: number): void {
  const failed = runs.addRun('ada', launch, 11, now - 3 * day);
  failed.tasks = { pending: 0, running: 0, succeeded: 2, failed: 1 };
  failed.log.push('ERROR ~ Error executing process > "ALIGN (2)"', 'Caused by: out of memory');
  endRun(failed, 'FAILED', 'Process `ALIGN (2)` terminated with exit status 137', now - 3 * day);
  const left = runs.addRun('ada', launch, 12, now - 2 * day);
  left.tasks = { pending: 0, running: 0, succeeded: 5, failed: 0 };
  left.messages.push('Unable to delete pipeline secrets from AWS Secrets Manager');
  endRun(left, 'SUCCEEDED', null, now - 2 * day);
  const hanging = runs.addRun('ada', launch, 13, now - day);
  hanging.status = 'RUNNING';
  hanging.tasks = { pending: 0, running: 0, succeeded: 4, failed: 0 };
  hanging.changed = now - day;
  const colleague = runs.addRun('grace', launch, 14, now - day / 24);
  colleague.status = 'RUNNING';
  colleague.tasks = { pending: 3, running: 2, succeeded: 7, failed: 0 };
}
