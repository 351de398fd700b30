import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { activate } from '../support/activation.ts';
import { cli, supervise, type Way } from '../support/programs.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { Skip, test } from '../support/test.ts';

/**
 * Containers run programs under numbers that no user has (OpenShift does so always), and may set no
 * home. Skips the test where this system gives nobody such a number.
 */
function requireUnknownUser(): Way {
  const way = ['unshare', '--user', '--map-user=54321', 'env', '-u', 'HOME'];
  try {
    assert.equal(execFileSync(way[0] ?? '', [...way.slice(1), 'id', '-u']).toString(), '54321\n');
    return [...way, process.execPath];
  } catch {
    throw new Skip('this system gives a process no user of its own (unshare --user)');
  }
}

test('a user whom the system does not know scans, runs and cleans', async t => {
  const way = requireUnknownUser();
  assert.match(await cli(way, ['scan', 'samples/quickstart']), /DB_PASSWORD/);
  const rig = await RunRig.create(t, await standIn(), {});
  const run = rig.newRun();
  await supervise(way, rig, run);
  await rig.reached('started');
  await rig.letGo();
  const { record } = await rig.ended(run);
  assert.deepEqual(record.state.kind === 'ended' && record.state.outcome, 'succeeded');
  assert.deepEqual(rig.leaks(run), []);
  const cleaned = await cli(way, ['clean', '--run-directory', join(rig.home, 'runs')]);
  assert.equal(cleaned, 'Nothing is left.\n');
});

test('the extension loads and activates for a user whom the system does not know', () => {
  const way = requireUnknownUser();
  const [program = '', ...rest] = way;
  const { status, stderr } = spawnSync(program, [...rest, '-e', activate], { encoding: 'utf8' });
  assert.deepEqual([status, stderr], [0, '']);
});
