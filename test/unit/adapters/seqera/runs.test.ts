import assert from 'node:assert/strict';
import type { Failure } from '../../../../src/core/failure.ts';
import type { Result } from '../../../../src/core/result.ts';
import type { WorkflowLaunch } from '../../../../src/core/seqera/workflowLaunch.ts';
import { failureMessage } from '../../../../src/core/words/failureMessage.ts';
import { emptyLaunch } from '../../../support/seqera/emptyLaunch.ts';
import { endRun } from '../../../support/seqera/runState.ts';
import { never, outcome, seqera } from '../../../support/seqera/seqeraTest.ts';

const launch: WorkflowLaunch = {
  ...emptyLaunch,
  computeEnvironment: 'cebatch',
  workDir: 's3://batch/work',
  revision: 'main',
  profiles: ['docker'],
  paramsText: '{"input":"s3://samples.csv"}',
  userSecrets: ['DB_USER'],
  workspaceSecrets: ['DB_PASSWORD'],
};

seqera('a launch names its secrets, and no value is in it', async context => {
  const { platform, rnaseq, ada, session } = context;
  const { state } = platform;
  state.addSecret(ada, 'DB_USER', 'canary-user');
  state.addSecret(rnaseq, 'DB_PASSWORD', 'canary-password');
  state.runsOf(rnaseq).addComputeEnv('batch', 'aws-batch');
  const opened = await session('genomics/rnaseq');
  assert.equal(opened.user.name, 'ada');
  const id = value(await opened.launch(launch, null, never));
  const [run] = state.runsOf(rnaseq).runs;
  assert.equal(run?.id, id);
  assert.deepEqual(run.launch, {
    computeEnvId: 'cebatch',
    pipeline: launch.pipeline,
    workDir: launch.workDir,
    revision: 'main',
    configProfiles: ['docker'],
    paramsText: launch.paramsText,
    userSecrets: ['DB_USER'],
    workspaceSecrets: ['DB_PASSWORD'],
  });
  assert.ok(platform.requests.every(({ body, url }) => !`${body}${url}`.includes('canary')));
  assert.deepEqual(value(await opened.launchOfRun(id, never)).userSecrets, ['DB_USER']);
});

seqera('what the Platform refuses of a launch is told', async ({ session, rnaseq, platform }) => {
  platform.state.runsOf(rnaseq).addComputeEnv('batch', 'aws-batch');
  const refused = outcome(await (await session('genomics/rnaseq')).launch(launch, null, never));
  assert.match(
    failureMessage(refused as Failure),
    /Unknown pipeline secrets: DB_USER, DB_PASSWORD/,
  );
});

seqera(
  'who may only look cannot launch, which names the role',
  async ({ session, references, platform }) => {
    platform.state.runsOf(references).addComputeEnv('batch', 'aws-batch');
    const opened = await session('genomics/references');
    const refused = outcome(await opened.launch(launch, null, never)) as Failure;
    assert.equal(
      failureMessage(refused),
      'Your role in genomics/references is view, which is not allowed to launch runs. The role must be maintain, admin or owner; launch is enough for pipelines of the launchpad.',
    );
  },
);

seqera(
  'a run is followed from its first line to its end',
  async ({ platform, rnaseq, session }) => {
    const state = platform.state.runsOf(rnaseq);
    state.addComputeEnv('batch', 'aws-batch');
    const opened = await session('genomics/rnaseq');
    const none = { ...launch, userSecrets: [], workspaceSecrets: [] };
    const id = value(await opened.launch(none, null, never));
    const [run] = state.runs;
    assert.ok(run);
    assert.deepEqual(pick(value(await opened.run(id, never))), ['SUBMITTED', null, []]);
    run.status = 'RUNNING';
    run.tasks = { pending: 1, running: 2, succeeded: 3, failed: 0 };
    run.log.push('one', 'two', 'three', 'four');
    const first = value(await opened.log(id, null, never));
    assert.deepEqual(first.lines, ['one', 'two', 'three']);
    const second = value(await opened.log(id, first.next, never));
    assert.deepEqual(second.lines, ['four']);
    assert.deepEqual(value(await opened.log(id, second.next, never)).lines, []);
    assert.equal(value(await opened.run(id, never)).tasks?.succeeded, 3);
    endRun(run, 'FAILED', 'ALIGN ended with 1');
    run.messages.push('Unable to delete 1 pipeline secret');
    const over = value(await opened.run(id, never));
    assert.deepEqual([over.status, over.error], ['FAILED', 'ALIGN ended with 1']);
    assert.deepEqual(over.messages, ['Unable to delete 1 pipeline secret']);
    assert.ok((over.endedAt ?? 0) > 0);
  },
);

seqera('a run is cancelled, also one of a colleague', async ({ platform, rnaseq, session }) => {
  const state = platform.state.runsOf(rnaseq);
  const env = state.addComputeEnv('batch', 'aws-batch');
  const run = state.addRun(
    'grace',
    {
      computeEnvId: env.id,
      pipeline: 'nf-core/rnaseq',
      workDir: '',
      userSecrets: [],
      workspaceSecrets: [],
    },
    7,
  );
  const opened = await session('genomics/rnaseq');
  const [listed] = value(await opened.runs(never));
  assert.deepEqual([listed?.user, listed?.pipeline], ['grace', 'nf-core/rnaseq']);
  assert.equal(outcome(await opened.cancel(run.id, never)), 'done');
  assert.equal(value(await opened.run(run.id, never)).status, 'CANCELLED');
});

seqera(
  'a status that nobody knows yet is not known, not wrong',
  async ({ platform, rnaseq, session }) => {
    const opened = await session('genomics/rnaseq');
    const body = JSON.stringify({ workflow: { id: 'abc', status: 'PAUSED' } });
    platform.faults.next('describeWorkflow', { kind: 'body', body });
    assert.equal(value(await opened.run('abc', never)).status, 'UNKNOWN');
    assert.ok(rnaseq);
  },
);

seqera(
  'compute environments tell their state and their roles',
  async ({ platform, rnaseq, session }) => {
    const state = platform.state.runsOf(rnaseq);
    state.addComputeEnv('batch', 'aws-batch', { headJobRole: 'arn:aws:iam::1:role/head' });
    state.addComputeEnv('broken', 'eks-platform', { status: 'ERRORED' });
    const opened = await session('genomics/rnaseq');
    assert.deepEqual(
      value(await opened.computeEnvironments(never)).map(
        ({ name, platform: its, status, primary }) => [name, its, status, primary],
      ),
      [
        ['batch', 'aws-batch', 'AVAILABLE', true],
        ['broken', 'eks-platform', 'ERRORED', false],
      ],
    );
    assert.deepEqual(value(await opened.computeEnvironment('cebatch', never)), {
      headJobRole: 'arn:aws:iam::1:role/head',
      executionRole: null,
      project: null,
    });
    const serviceAccount = 'batch@genomics-prod.iam.gserviceaccount.com';
    state.addComputeEnv('named', 'google-batch', { projectId: 'genomics-test', serviceAccount });
    state.addComputeEnv('account', 'google-batch', { serviceAccount });
    state.addComputeEnv('foreign', 'google-batch', { serviceAccount: 'ada@example.org' });
    for (const [id, project] of [
      ['cenamed', 'genomics-test'],
      ['ceaccount', 'genomics-prod'],
      ['ceforeign', null],
    ] as const) {
      assert.equal(value(await opened.computeEnvironment(id, never)).project, project);
    }
  },
);

seqera('all pages of the launchpad are read, with what others share', async context => {
  const { platform, rnaseq, references, session } = context;
  const saved = {
    computeEnvId: '',
    pipeline: 'nf-core/x',
    workDir: '',
    userSecrets: [],
    workspaceSecrets: ['KEY'],
  };
  for (let count = 0; count < 120; count += 1) {
    platform.state
      .runsOf(rnaseq)
      .pipelines.push({ id: platform.state.nextId(), name: `own-${count}`, launch: saved });
  }
  platform.state
    .runsOf(references)
    .pipelines.push({ id: platform.state.nextId(), name: 'shared', launch: saved });
  const opened = await session('genomics/rnaseq');
  const { pipelines: found, more } = value(await opened.pipelines(null, never));
  assert.equal(more, false);
  assert.equal(found.length, 121);
  const shared = found.find(({ name }) => name === 'shared');
  assert.ok(shared);
  assert.deepEqual(shared.source, { id: String(references.id), name: 'genomics/references' });
  assert.deepEqual(value(await opened.launchOfPipeline(shared, never)).workspaceSecrets, ['KEY']);
  assert.equal(found.find(({ name }) => name === 'own-3')?.source, null);
});

const noSecrets = { userSecrets: [], workspaceSecrets: [] };

function value<T>(result: Result<T, Failure>): T {
  return result.ok ? result.value : assert.fail(JSON.stringify(result.error));
}

function pick(run: { status: string; tasks: unknown; messages: readonly string[] }): unknown {
  return [run.status, run.tasks, run.messages];
}

seqera(
  'of a very large launchpad the first are read, which is known, and others are found',
  async context => {
    const { platform, rnaseq, session } = context;
    const { pipelines } = platform.state.runsOf(rnaseq);
    const saved = { ...noSecrets, computeEnvId: '', pipeline: 'nf-core/x', workDir: '' };
    const add = (count: number): void => {
      while (pipelines.length < count) {
        const id = platform.state.nextId();
        pipelines.push({ id, name: `own-${pipelines.length}`, launch: saved });
      }
    };
    const opened = await session('genomics/rnaseq');
    const read = async (search: string | null) => {
      const found = value(await opened.pipelines(search, never));
      return [found.pipelines.length, found.more];
    };
    add(2000);
    assert.deepEqual(await read(null), [2000, false]);
    add(2100);
    assert.deepEqual(await read(null), [2000, true]);
    assert.deepEqual(await read('own-20'), [111, false]);
    assert.deepEqual(await read('own-2099'), [1, false]);
    assert.deepEqual(await read('a b&c=d/ü'), [0, false]);
    assert.match(platform.requests.at(-1)?.url ?? '', /search=a%20b%26c%3Dd%2F%C3%BC/);
  },
);

seqera('pages that repeat are read once, and each pipeline stands once', async context => {
  const { platform, session } = context;
  const opened = await session('genomics/rnaseq');
  const pipelines = Array.from({ length: 100 }, (_, at) => ({
    pipelineId: at + 1,
    name: `p${at}`,
    repository: 'https://github.com/genomics/rnaseq',
  }));
  const body = JSON.stringify({ pipelines, totalSize: 5000 });
  platform.faults.next('listPipelines', { kind: 'body', body }, 30);
  assert.equal(value(await opened.pipelines(null, never)).pipelines.length, 100);
  assert.equal(platform.count('listPipelines'), 2);
});

seqera('pages may be shorter than was asked for, and rows unreadable', async context => {
  const { platform, rnaseq, session } = context;
  const { pipelines } = platform.state.runsOf(rnaseq);
  const saved = { ...noSecrets, computeEnvId: '', pipeline: 'nf-core/x', workDir: '' };
  while (pipelines.length < 120) {
    pipelines.push({ id: platform.state.nextId(), name: `own-${pipelines.length}`, launch: saved });
  }
  platform.state.largestPage = 50;
  const opened = await session('genomics/rnaseq');
  const whole = value(await opened.pipelines(null, never));
  assert.deepEqual([whole.pipelines.length, whole.more], [120, false]);

  // One row that nobody understands makes a page no last one.
  const row = (at: number) => ({ pipelineId: at, name: `p${at}` });
  const [first, second] = [Array.from({ length: 100 }, (_, at) => row(at + 1)), [row(101)]];
  for (const page of [[null, ...first.slice(1)], second]) {
    const body = JSON.stringify({ pipelines: page });
    platform.faults.next('listPipelines', { kind: 'body', body });
  }
  assert.equal(value(await opened.pipelines(null, never)).pipelines.length, 100);

  // What is announced and does not come is known to be missing.
  const body = JSON.stringify({ pipelines: second, totalSize: 7 });
  platform.faults.next('listPipelines', { kind: 'body', body });
  platform.faults.next('listPipelines', { kind: 'body', body: '{"pipelines":[],"totalSize":7}' });
  assert.equal(value(await opened.pipelines(null, never)).more, true);
});

seqera('of 10,000 runs the newest are listed, and the user’s own', async context => {
  const { platform, rnaseq, session } = context;
  const state = platform.state.runsOf(rnaseq);
  const env = state.addComputeEnv('batch', 'aws-batch');
  const saved = { ...noSecrets, computeEnvId: env.id, pipeline: 'nf-core/x', workDir: '' };
  const own = state.addRun('ada', saved, 0);
  for (let number = 1; number < 10_000; number += 1) {
    state.addRun('grace', saved, number);
  }
  const opened = await session('genomics/rnaseq');
  const runs = value(await opened.runs(never));
  assert.deepEqual([runs.length, runs[0]?.user, runs.at(-1)?.id], [51, 'grace', own.id]);
  assert.equal(platform.count('listWorkflows'), 2);
  state.addRun('ada', saved, 10_000);
  const again = value(await opened.runs(never));
  assert.equal(new Set(again.map(({ id }) => id)).size, again.length);
  state.runs.length = 49;
  value(await opened.runs(never));
  assert.equal(platform.count('listWorkflows'), 5);
});
