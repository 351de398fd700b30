import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestContext } from 'node:test';
import { promisify } from 'node:util';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { sweepCopies } from '../../src/adapters/copies/sweepCopies.ts';
import { ownRun } from '../../src/adapters/runFolders/ownRun.ts';
import { readRecord, writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { LocalRunHost } from '../../src/adapters/runs/localRunHost.ts';
import {
  identify,
  isAlive,
  isElsewhere,
  signalProcess,
} from '../../src/adapters/system/processes.ts';
import { localTarget } from '../../src/core/runs/backends/runTarget.ts';
import { isClosed, outstanding } from '../../src/core/runs/record/journal.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import type { RunRecord } from '../../src/core/runs/record/runRecord.ts';
import { runId } from '../support/ids.ts';
import { mountSmall } from '../support/mountSmall.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { until, waitLimit } from '../support/until.ts';

const nextflow = await standIn();
const run_ = promisify(execFile);

interface Started {
  readonly rig: RunRig;
  readonly run: RunId;
  readonly folder: RunFolder;
}

async function start(t: TestContext, more: Parameters<RunRig['launch']>[1] = {}): Promise<Started> {
  const rig = await RunRig.create(t, nextflow, {});
  const run = await rig.launch([rig.secret('KEY', 'raw')], more);
  await rig.reached('started');
  return { rig, run, folder: new RunFolder(join(rig.home, 'runs'), run) };
}

const go = ({ rig }: Started): Promise<void> => writeFile(join(rig.launchFolder, 'go'), '');

async function over(process_: RunRecord['supervisor']): Promise<void> {
  await until(async () => ((await isAlive(process_)) ? null : true), 'a process to end');
}

async function killSupervisor({ rig, run }: Started): Promise<RunRecord> {
  const { record } = await rig.find(run);
  await signalProcess(record.supervisor, 'SIGKILL', 'process');
  await over(record.supervisor);
  return record;
}

async function killBoth(started: Started): Promise<RunRecord> {
  const record = await killSupervisor(started);
  const head = record.process ?? assert.fail('Nextflow runs');
  await signalProcess(head, 'SIGKILL', 'group');
  await over(head);
  return record;
}

async function assertSwept({ rig, run, folder }: Started): Promise<void> {
  const entries = await new JournalFile(folder.journal).read();
  assert.deepEqual(outstanding(entries), []);
  assert.ok(isClosed(entries));
  assert.deepEqual(rig.leaks(run), []);
}

test('of many windows that find a run left, exactly one adopts it', async t => {
  const started = await start(t);
  const record = await killSupervisor(started);
  const clean = ['dist/cli.js', 'clean', '--run-directory', join(started.rig.home, 'runs')];
  await Promise.all(
    // Those that come second may see it left for a moment, and say so.
    Array.from({ length: 6 }, () => run_(process.execPath, clean).catch(() => undefined)),
  );
  const adopted = await until(async () => {
    const found = await started.rig.find(started.run);
    return found.alive ? found.record : null;
  }, 'the adopter to answer');
  // Those that came too late may not have quite ended; a second owner would stay.
  await until(() => {
    const all = execFileSync('ps', ['-axo', 'args=']).toString().split('\n');
    return all.filter(it => it.includes('--adopt') && it.includes(started.run)).length === 1;
  }, 'one process to own the run');
  assert.notEqual(adopted.supervisor.pid, record.supervisor.pid);
  await go(started);
  await started.rig.ended(started.run);
  await assertSwept(started);
});

test('of many processes that want a free run, one gets it, again and again', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-owner-'));
  for (let round = 0; round < 20; round += 1) {
    const taken = (await Promise.all(Array.from({ length: 8 }, () => ownRun(folder)))).filter(
      release => release !== null,
    );
    assert.equal(taken.length, 1);
    await taken[0]?.();
  }
  await rm(folder, { recursive: true, maxRetries: 5 });
});

test('a second supervisor that is told to own a run leaves it alone', async t => {
  const started = await start(t);
  const again = spawn(process.execPath, [resolve('dist/supervisor.js')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { record } = await started.rig.find(started.run);
  const { run, folder, launchFolder, work, storeFolder } = record;
  const same = { version: 1, run, runFolder: started.folder.path, storeFolder, work };
  const rest = { folder, launchFolder, profiles: [], test: false, argv: ['/bin/true'] };
  const last = { environment: {}, stopTimeout: 1, secrets: [] };
  again.stdin.end(JSON.stringify({ ...same, ...rest, ...last }));
  const answer = (await again.stdout.toArray()).join('');
  assert.match(answer, /"owned":true/);
  assert.equal((await started.rig.find(started.run)).alive, true);
  await go(started);
  await started.rig.ended(started.run);
  await assertSwept(started);
});

test('a number that now belongs to another process is neither waited for nor signalled', async t => {
  const started = await start(t);
  const record = await killBoth(started);
  const stranger = spawn('sleep', ['600']);
  t.after(() => stranger.kill());
  const reused = { ...(await identify(stranger.pid ?? 0)), startedAt: 'another start' };
  await writeRecord(started.folder.record, { ...record, process: reused, supervisor: reused });
  await started.rig.host.recover(AbortSignal.timeout(waitLimit));
  await assertSwept(started);
  assert.equal(await signalProcess(reused, 'SIGKILL', 'group'), false);
  assert.ok(await isAlive(await identify(stranger.pid ?? 0)));
});

test('after a power loss, with another boot and an empty memory, the run is finished', async t => {
  const started = await start(t);
  const record = await killBoth(started);
  // The numbers of the last boot are alive in this one.
  const before = { ...(await identify(process.pid)), startedAt: 'last-boot 17' };
  await rm(record.storeFolder, { recursive: true, maxRetries: 5 });
  await writeRecord(started.folder.record, { ...record, process: before, supervisor: before });
  await started.rig.host.recover(AbortSignal.timeout(waitLimit));
  await assertSwept(started);
  assert.equal((await readRecord(started.folder.record))?.state.kind, 'ended');
});

test('a run of another machine that shares the folder is left alone', async t => {
  const started = await start(t);
  await killSupervisor(started);
  const elsewhere = { pid: 1, startedAt: 'other-boot 1', host: 'login1', pidNamespace: null };
  assert.equal(await isElsewhere(elsewhere), true);
  await symlink(JSON.stringify(elsewhere), join(started.folder.path, 'owner.7'));
  assert.deepEqual(await started.rig.host.recover(AbortSignal.timeout(waitLimit)), []);
  assert.notDeepEqual(started.rig.leaks(started.run), []);
  await rm(join(started.folder.path, 'owner.7'));
  await started.rig.host.recover(AbortSignal.timeout(waitLimit));
  await go(started);
  await started.rig.ended(started.run);
});

test('a torn last line of the journal hides nothing, and is written on after', async t => {
  const started = await start(t);
  await killBoth(started);
  await writeFile(started.folder.journal, '{"kind":"removed","at":1,"cop', { flag: 'a' });
  await started.rig.host.recover(AbortSignal.timeout(waitLimit));
  await assertSwept(started);
});

test('when the state folder is taken away the run goes on, and its copies go at its end', async t => {
  const started = await start(t);
  const { record } = await started.rig.find(started.run);
  await rm(join(started.rig.home, 'runs'), { recursive: true, maxRetries: 5 });
  assert.ok(await isAlive(record.process ?? assert.fail('runs')));
  await go(started);
  await over(record.supervisor);
  assert.ok(!existsSync(record.storeFolder));
  assert.deepEqual(started.rig.leaks(started.run), []);
});

test('a link or a foreign folder in the place of a store is never followed or removed', async t => {
  const started = await start(t);
  const record = await killBoth(started);
  const precious = join(started.rig.home, 'precious');
  await mkdir(precious);
  await writeFile(join(precious, 'file'), 'mine');
  await rm(record.storeFolder, { recursive: true, maxRetries: 5 });
  await symlink(precious, record.storeFolder);
  const [result] = await started.rig.host.recover(AbortSignal.timeout(waitLimit));
  assert.equal(result?.ok, false);
  assert.equal(await readFile(join(precious, 'file'), 'utf8'), 'mine');
  await rm(record.storeFolder);
  const forged = new JournalFile(started.folder.journal);
  const copies = [{ manager: `file:${precious}`, key: 'KEY' }];
  await forged.append({ kind: 'intended', at: 0, copies });
  const reasons = await sweepCopies(started.folder, forged, Date.now);
  assert.match(reasons.join(), /not a place of this run/);
  assert.equal(await readFile(join(precious, 'file'), 'utf8'), 'mine');
});

test('Nextflow that is deaf to Stop is killed after the time that the record tells', async t => {
  const rig = await RunRig.create(t, nextflow, { deaf: '' });
  const run = await rig.launch([rig.secret('KEY', 'raw')], { stopTimeout: 1500 });
  await rig.reached('started');
  const connection = await rig.host.connect(run, AbortSignal.timeout(waitLimit));
  assert.ok(connection.ok);
  connection.value.stop();
  await until(async () => {
    const { state } = (await rig.find(run)).record;
    return state.kind === 'stopping' && state.timeout === 1500 ? true : null;
  }, 'the stopping state');
  const { record } = await rig.ended(run);
  assert.ok(record.state.kind === 'ended');
  assert.deepEqual([record.state.outcome, record.state.signal], ['stopped', 'SIGKILL']);
  await assertSwept({ rig, run, folder: new RunFolder(join(rig.home, 'runs'), run) });
});

test('tasks that outlive a killed Nextflow are named, and stopped on demand', async t => {
  const started = await start(t);
  const { record } = await started.rig.find(started.run);
  const store = join(record.storeFolder, 'secrets.json');
  // A task in a session of its own: what Nextflow starts inherits the path of the store.
  const task = spawn('sleep', ['600'], {
    detached: true,
    env: { ...process.env, NXF_SECRETS_FILE: store },
  });
  await signalProcess(record.process ?? assert.fail('runs'), 'SIGKILL', 'process');
  const { record: ended } = await started.rig.ended(started.run);
  const pids = ended.survivors.map(it => (it.kind === 'process' ? it.process.pid : 0));
  assert.deepEqual(pids, [task.pid]);
  await assertSwept(started);
  assert.ok((await started.rig.host.stopSurvivors(started.run)).ok);
  assert.equal(task.killed || (await isAlive(await identify(task.pid ?? 0))), false);
  assert.deepEqual((await started.rig.find(started.run)).record.survivors, []);
});

test('with the clock going back all the time a run is swept as ever', async t => {
  const rig = await RunRig.create(t, nextflow, { go: '' }, 'test/support/crashingSupervisor.mjs');
  const log = join(rig.home, 'effects');
  await writeFile(
    join(rig.home, 'crash.json'),
    JSON.stringify({ log, at: null, clock: 3_600_000 }),
  );
  const run = await rig.launch([rig.secret('KEY', 'raw')], {});
  await rig.ended(run);
  await assertSwept({ rig, run, folder: new RunFolder(join(rig.home, 'runs'), run) });
});

test('a disk that is full while a run lives costs its output, and nothing else', async t => {
  const rig = await RunRig.create(t, nextflow, {});
  const runs = join(rig.home, 'runs');
  await mkdir(runs, { mode: 0o700 });
  // Before the rig is removed.
  using mounts = new DisposableStack();
  const after = (end: () => void): void => {
    mounts.defer(end);
  };
  mountSmall({ after }, runs, 'size=256k,mode=0700');
  const run = await rig.launch([rig.secret('KEY', 'raw')], {});
  await rig.reached('started');
  const { record } = await rig.find(run);
  const filler = join(runs, 'filler');
  await writeFile(filler, Buffer.alloc(1024 * 1024)).catch(() => undefined);
  await writeFile(join(rig.launchFolder, 'go'), '');
  await until(
    () => Promise.resolve(existsSync(record.storeFolder) ? null : true),
    'the copies to be removed',
  );
  assert.deepEqual(rig.leaks(run), []);
  // The supervisor tries again to write it down, and so may anybody.
  await rm(filler);
  await until(async () => {
    await rig.host.recover(AbortSignal.timeout(waitLimit));
    return isClosed(await new JournalFile(new RunFolder(runs, run).journal).read()) || null;
  }, 'the journal to be closed');
});

test('a disk that is full, or cannot be written, refuses a launch and leaves nothing', async t => {
  for (const [options, reason] of [
    ['ro,mode=0700', 'EROFS'],
    ['size=4k,nr_inodes=1,mode=0700', 'ENOSPC'],
  ] as const) {
    const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-full-'));
    mountSmall(t, home, options);
    t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
    const host = new LocalRunHost({ root: () => join(home, 'runs'), supervisor: '' });
    const prepared = await host.prepare(runId('run00000000001'), localTarget);
    host.dispose();
    assert.ok(!prepared.ok);
    assert.equal(prepared.error.kind, 'state-folder-not-writable');
    assert.equal(prepared.error.reason, reason);
  }
});
