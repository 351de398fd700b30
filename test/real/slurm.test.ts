import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { cancelJobs, survivingJobs } from '../../src/adapters/runs/gridScheduler.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** A job that tells how long its secret is, and waits where the test wants it to. */
const pipeline = {
  'main.nf': `
params.wait = false
process JOB {
    secret 'TASK_ONLY'
    script:
    """
    [ "LENGTH" = $params.task_length ] || exit 70
    [ -z "\\\${OTHER-}" ] || exit 71
    touch $launchDir/started
    while [ $params.wait = true ] && [ ! -e $launchDir/go ]; do sleep 0.2; done
    """
}
workflow {
    println "read \${secrets.OTHER?.size()}"
    JOB()
}
`.replace('LENGTH', '\\${#TASK_ONLY}'),
  'nextflow.config': `process.executor = 'slurm'
executor.queueStatInterval = '1 sec'
executor.pollInterval = '500 ms'
`,
};

interface Started {
  readonly rig: RunRig;
  readonly run: RunId;
}

async function start(t: TestContext, wait: boolean): Promise<Started> {
  const nextflow = requireTool('Nextflow');
  requireTool('Slurm');
  const rig = await RunRig.create(t, nextflow, pipeline);
  const task = rig.secret('TASK_ONLY', 'escaped');
  const run = await rig.launch([task, rig.secret('OTHER', 'raw')], {
    arguments: ['--task_length', String(task.value.length), '--wait', String(wait)],
    stopTimeout: 20_000,
    target: { kind: 'hpc', executor: 'slurm' },
  });
  return { rig, run };
}

async function afterwards({ rig, run }: Started): Promise<string> {
  const { record, outstanding } = await rig.ended(run);
  assert.deepEqual(outstanding, []);
  assert.throws(() => readdirSync(record.storeFolder), { code: 'ENOENT' });
  assert.deepEqual(rig.leaks(run), []);
  return record.state.kind === 'ended' ? record.state.outcome : record.state.kind;
}

function queued(): readonly string[] {
  const list = execFileSync('squeue', ['--noheader', '--me', '-o', '%i'], { encoding: 'utf8' });
  return list.split('\n').filter(id => id !== '');
}

/** The job of a run, as its log and the scheduler tell of it. */
async function jobOf({ rig, run }: Started): Promise<string> {
  const jobs = await survivingJobs((await rig.find(run)).record);
  assert.deepEqual(
    jobs.map(({ task, executor }) => `${executor} ${task}`),
    ['slurm JOB'],
  );
  return jobs[0]?.id ?? '';
}

test('a Slurm job gets its secrets from a folder that nodes see, and nothing is left', async t => {
  const started = await start(t, false);
  const { record } = await started.rig.find(started.run);
  assert.equal(record.storeFolder, join(started.rig.home, 'runs', started.run, 'secrets'));
  assert.equal(await afterwards(started), 'succeeded');
  assert.match(await started.rig.host.readConsole(started.run, 0), /read 27/);
  assert.deepEqual((await started.rig.find(started.run)).record.survivors, []);
});

test('Stop cancels the Slurm job, and nothing is left', async t => {
  const started = await start(t, true);
  await started.rig.reached('started');
  const job = await jobOf(started);
  await started.rig.stop(started.run);
  assert.equal(await afterwards(started), 'stopped');
  await until(
    () => Promise.resolve(queued().includes(job) ? null : true),
    'the job to be cancelled',
  );
});

test('a Slurm job that outlives a killed Nextflow is named, and can be cancelled', async t => {
  const started = await start(t, true);
  const { rig, run } = started;
  await rig.reached('started');
  const job = await jobOf(started);
  const { record } = await rig.find(run);
  process.kill(record.process?.pid ?? assert.fail('Nextflow runs'), 'SIGKILL');
  assert.equal(await afterwards(started), 'killed');
  const { survivors } = (await rig.find(run)).record;
  assert.deepEqual(survivors, [{ kind: 'job', task: 'JOB', executor: 'slurm', id: job }]);
  await cancelJobs(survivors.filter(survivor => survivor.kind === 'job'));
  await until(
    () => Promise.resolve(queued().includes(job) ? null : true),
    'the job to be cancelled',
  );
});

test('while a Slurm job waits, a killed supervisor’s run is adopted with its copies', async t => {
  const started = await start(t, true);
  const { rig, run } = started;
  await rig.reached('started');
  await rig.kill(run, 'supervisor');
  assert.deepEqual(await rig.recover(), [{ ok: true, value: run }]);
  const { record } = await rig.find(run);
  assert.notDeepEqual(readdirSync(record.storeFolder), []);
  await rig.letGo();
  assert.equal(await afterwards(started), 'succeeded');
});
