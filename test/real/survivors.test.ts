import assert from 'node:assert/strict';
import { listedTasks } from '../../src/adapters/runs/listedTasks.ts';
import { signalProcess } from '../../src/adapters/system/processes.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

test('tasks that outlive Nextflow are found by ps and lsof alone as well', async t => {
  const real = requireTool('Nextflow');
  const script = `
process SLEEPS {
  tag 'all night'
  script: "touch $launchDir/started; sleep 600"
}
workflow { SLEEPS() }
`;
  const rig = await RunRig.create(t, real, { 'main.nf': script });
  const run = await rig.launch([rig.secret('KEY', 'raw')], {});
  await rig.reached('started');
  // Nextflow tells its log of the task when it has started it.
  const listed = await until(async () => {
    const found = await listedTasks((await rig.find(run)).record);
    return found.length > 0 ? found : null;
  }, 'the task in the log');
  const { process: head } = (await rig.find(run)).record;
  await signalProcess(head ?? assert.fail('runs'), 'SIGKILL', 'process');
  const { record } = await rig.ended(run);
  const [survivor, ...others] = record.survivors;
  assert.ok(survivor?.kind === 'process' && others.length === 0);
  assert.equal(survivor.task, 'SLEEPS (all night)');
  assert.ok(listed.some(({ pid }) => pid === survivor.process.pid));
  const now = await listedTasks(record);
  assert.ok(now.some(({ command }) => command === 'sleep 600'));
  // None that is not of the task: all have it above them.
  const ours = new Set(now.map(({ pid }) => pid));
  assert.deepEqual(
    now.filter(({ pid, parent }) => pid !== survivor.process.pid && !ours.has(parent)),
    [],
  );
  assert.ok((await rig.host.stopSurvivors(run)).ok);
  assert.deepEqual(await listedTasks(record), []);
});
