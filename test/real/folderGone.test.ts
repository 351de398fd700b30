import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { identify, isAlive } from '../../src/adapters/system/processes.ts';
import { ok } from '../../src/core/result.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import type { ProcessIdentity } from '../../src/core/runs/record/runRecord.ts';
import { awsRuns, type CloudContext, googleRuns } from '../support/cloudRuns.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/**
 * Runs with copies in a cloud whose folders are taken away: nobody but their supervisors knows of
 * the copies then, and of the credentials that lead to them.
 */

const nextflow = await standIn();
const names = ['ONE', 'TWO', 'THREE'];

const clouds: Readonly<Record<string, () => Promise<CloudContext>>> = {
  AWS: () => awsRuns(requireTool('moto')),
  'Google Cloud': () => googleRuns(),
};

interface Running {
  readonly cloud: CloudContext;
  readonly rig: RunRig;
  readonly run: RunId;
  readonly folder: string;
}

/** A run whose copies stand, and cannot be removed for now. */
async function running(t: TestContext, name: string): Promise<Running> {
  const cloud = await (clouds[name] ?? assert.fail())();
  t.after(() => cloud.leave());
  const rig = await RunRig.create(t, nextflow, {});
  const secrets = names.map(secret => ({ ...rig.secret(secret, 'raw'), inStore: false }));
  const config = '// how tasks get theirs\n';
  const run = await rig.launch(secrets, { target: cloud.target, config });
  await rig.reached('started');
  cloud.always('remove', 'deny');
  return { cloud, rig, run, folder: new RunFolder(join(rig.home, 'runs'), run).path };
}

/** Who tries again for the run that has ended; ends with the test whatever happens. */
async function retrierOf(t: TestContext, { run }: Running): Promise<ProcessIdentity> {
  const pid = await until(() => {
    const all = execFileSync('ps', ['-axo', 'pid=,args=']).toString().split('\n');
    const found = all.find(line => line.includes('--retry') && line.includes(run));
    return Promise.resolve(found === undefined ? null : Number.parseInt(found, 10));
  }, 'somebody to try again');
  const retrier = await identify(pid);
  t.after(async () => {
    if (await isAlive(retrier)) {
      process.kill(retrier.pid, 'SIGKILL');
    }
  });
  return retrier;
}

/** Whether a process has a text in its memory; null where that cannot be looked into. */
async function remembers({ pid }: ProcessIdentity, text: string): Promise<boolean | null> {
  const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => null);
  const memory = await open(`/proc/${pid}/mem`).catch(() => null);
  if (maps === null || memory === null) {
    return null;
  }
  try {
    for (const [, from = '', to = ''] of maps.matchAll(/^([\da-f]+)-([\da-f]+) rw/gm)) {
      const start = Number.parseInt(from, 16);
      const bytes = Buffer.alloc(Number.parseInt(to, 16) - start);
      const { bytesRead } = await memory
        .read(bytes, 0, bytes.length, start)
        .catch(() => ({ bytesRead: 0 }));
      const part = bytes.subarray(0, bytesRead);
      if (part.includes(text) || part.includes(Buffer.from(text, 'utf16le'))) {
        return true;
      }
    }
    return false;
  } finally {
    await memory.close();
  }
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

async function over(process_: ProcessIdentity): Promise<void> {
  await until(async () => ((await isAlive(process_)) ? null : true), 'a process to end');
}

for (const name of Object.keys(clouds)) {
  test(`${name}: the copies of an ended run are removed from memory, by a process that never knew a value`, async t => {
    const at = await running(t, name);
    const { supervisor } = (await at.rig.find(at.run)).record;
    // Memory is large: looking into it once is enough. It holds up this process, in which Google's
    // stand-in is, so that the look is at a run on AWS.
    const looked = name === 'AWS';
    assert.ok(!looked || (await remembers(supervisor, at.rig.canary)) !== false);
    await at.rig.letGo();
    await at.rig.ended(at.run);
    await takeAway(at);
    await refused(at);
    const retrier = await retrierOf(t, at);
    await over(supervisor);
    assert.ok(!looked || (await remembers(retrier, at.rig.canary)) !== true);
    assert.equal((await at.cloud.standing()).length, names.length);
    at.cloud.always('remove', null);
    await over(retrier);
    assert.deepEqual(await at.cloud.standing(), []);
    assert.deepEqual(at.rig.leaks(at.run), []);
    await assert.rejects(readdir(at.folder), { code: 'ENOENT' });
  });

  test(`${name}: so does a supervisor that adopted the run, which goes on without its folder`, async t => {
    const at = await running(t, name);
    await at.rig.kill(at.run, 'supervisor');
    assert.deepEqual(await at.rig.recover(), [ok(at.run)]);
    await takeAway(at);
    await at.rig.letGo();
    await refused(at);
    const retrier = await retrierOf(t, at);
    assert.equal((await at.cloud.standing()).length, names.length);
    at.cloud.always('remove', null);
    await over(retrier);
    assert.deepEqual(await at.cloud.standing(), []);
    assert.deepEqual(at.rig.leaks(at.run), []);
  });

  test(`${name}: it ends when it is told to, and leaves the copies to whoever looks for them`, async t => {
    const at = await running(t, name);
    await at.rig.letGo();
    await at.rig.ended(at.run);
    await takeAway(at);
    await refused(at);
    const retrier = await retrierOf(t, at);
    process.kill(retrier.pid, 'SIGTERM');
    await over(retrier);
    assert.equal((await at.cloud.standing()).length, names.length);
  });
}
