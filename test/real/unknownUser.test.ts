import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { activate } from '../support/activation.ts';
import { cli, supervise, type Way } from '../support/programs.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';

/**
 * Containers run programs under numbers that no user has (OpenShift does so always), and may set no
 * home. Null, with the test skipped, where this system gives nobody such a number.
 */
function unknownUser(t: TestContext): Way | null {
  const way = ['unshare', '--user', '--map-user=54321', 'env', '-u', 'HOME'];
  try {
    assert.equal(execFileSync(way[0] ?? '', [...way.slice(1), 'id', '-u']).toString(), '54321\n');
    return [...way, process.execPath];
  } catch {
    t.skip('this system gives a process no user of its own (unshare --user)');
    return null;
  }
}

test('a user whom the system does not know scans, runs and cleans', async t => {
  const way = unknownUser(t);
  if (!way) {
    return;
  }
  assert.match(await cli(way, ['scan', 'samples/quickstart']), /DB_PASSWORD/);
  const rig = await RunRig.create(await standIn(), {});
  t.after(() => rig.dispose());
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

test('the extension loads and activates for a user whom the system does not know', t => {
  const way = unknownUser(t);
  if (!way) {
    return;
  }
  const [program = '', ...rest] = way;
  execFileSync(program, [...rest, '-e', activate], { encoding: 'utf8', stdio: 'pipe' });
});
