import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { isAlive } from '../../src/adapters/system/processes.ts';
import { ok } from '../../src/core/result.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import type { ProcessIdentity } from '../../src/core/runs/record/runRecord.ts';
import { awsRuns, type CloudContext, googleRuns } from '../support/cloudRuns.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/**
 * Runs with copies in a cloud whose folders are taken away: nobody but their supervisors knows of
 * the copies then, and of the credentials that lead to them.
 */

const nextflow = await standIn();
const names = ['ONE', 'TWO', 'THREE'];

const clouds: Readonly<Record<string, (t: TestContext) => Promise<CloudContext | null>>> = {
  AWS: async t => {
    const moto = requireTool(t, 'moto');
    return moto === null ? null : awsRuns(moto);
  },
  'Google Cloud': () => googleRuns(),
};

interface Running {
  readonly cloud: CloudContext;
  readonly rig: RunRig;
  readonly run: RunId;
  readonly folder: string;
}

/** A run whose copies stand, and cannot be removed for now. */
async function running(t: TestContext, name: string): Promise<Running | null> {
  const cloud = await (clouds[name] ?? assert.fail())(t);
  if (!cloud) {
    return null;
  }
  t.after(() => cloud.leave());
  const rig = await RunRig.create(nextflow, {});
  t.after(() => rig.dispose());
  const secrets = names.map(secret => ({ ...rig.secret(secret, 'raw'), inStore: false }));
  const config = '// how tasks get theirs\n';
  const run = await rig.launch(secrets, { target: cloud.target, config });
  await rig.reached('started');
  cloud.always('remove', 'deny');
  return { cloud, rig, run, folder: new RunFolder(join(rig.home, 'runs'), run).path };
}

/** Who owns the run now; ends with the test whatever happens. */
async function supervisorOf(t: TestContext, { rig, run }: Running): Promise<ProcessIdentity> {
  const { supervisor } = (await rig.find(run)).record;
  t.after(async () => {
    if (await isAlive(supervisor)) {
      process.kill(supervisor.pid, 'SIGKILL');
    }
  });
  return supervisor;
}

/** Takes a run's folder away, also while its supervisor writes there. */
async function takeAway({ folder }: Running): Promise<void> {
  await rm(folder, { recursive: true, maxRetries: 10, retryDelay: 10 });
}

/** Waits until removals were tried and refused once more. */
async function refused({ cloud }: Running): Promise<void> {
  const before = cloud.count('remove');
  await until(
    () => Promise.resolve(cloud.count('remove') >= before + names.length ? true : null),
    'the copies to be tried',
  );
}

async function over(supervisor: ProcessIdentity): Promise<void> {
  await until(async () => ((await isAlive(supervisor)) ? null : true), 'the supervisor to end');
}

for (const name of Object.keys(clouds)) {
  test(`${name}: its supervisor removes the copies of an ended run, from memory`, async t => {
    const at = await running(t, name);
    if (!at) {
      return;
    }
    const supervisor = await supervisorOf(t, at);
    await at.rig.letGo();
    await at.rig.ended(at.run);
    await takeAway(at);
    await refused(at);
    assert.equal((await at.cloud.standing()).length, names.length);
    at.cloud.always('remove', null);
    await over(supervisor);
    assert.deepEqual(await at.cloud.standing(), []);
    assert.deepEqual(await at.rig.leaks(at.run), []);
    await assert.rejects(readdir(at.folder), { code: 'ENOENT' });
  });

  test(`${name}: so does a supervisor that adopted the run, which goes on without its folder`, async t => {
    const at = await running(t, name);
    if (!at) {
      return;
    }
    await at.rig.kill(at.run, 'supervisor');
    assert.deepEqual(await at.rig.recover(), [ok(at.run)]);
    const supervisor = await supervisorOf(t, at);
    await takeAway(at);
    await at.rig.letGo();
    await refused(at);
    assert.equal((await at.cloud.standing()).length, names.length);
    at.cloud.always('remove', null);
    await over(supervisor);
    assert.deepEqual(await at.cloud.standing(), []);
    assert.deepEqual(await at.rig.leaks(at.run), []);
  });

  test(`${name}: it ends when it is told to, and leaves the copies to whoever looks for them`, async t => {
    const at = await running(t, name);
    if (!at) {
      return;
    }
    const supervisor = await supervisorOf(t, at);
    await at.rig.letGo();
    await at.rig.ended(at.run);
    await takeAway(at);
    await refused(at);
    process.kill(supervisor.pid, 'SIGTERM');
    await over(supervisor);
    assert.equal((await at.cloud.standing()).length, names.length);
  });
}
