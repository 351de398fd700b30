import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { TestContext } from 'node:test';
import { terminalEnvironment } from '../../src/core/runs/copies/storeFile.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { until, waitLimit } from '../support/until.ts';

interface Opened {
  readonly rig: RunRig;
  readonly run: RunId;
  readonly storeFolder: string;
  /** Stands for the terminal's shell: it lives until it is killed. */
  readonly shell: ChildProcess;
}

/** A terminal's run whose copies are there; nobody holds them yet. */
async function open(t: TestContext): Promise<Opened> {
  const rig = await RunRig.create(t, '/bin/sh', {});
  const run = await rig.launch([rig.secret('KEY', 'raw')], { kind: 'terminal' });
  const { record } = await until(async () => {
    const found = await rig.find(run);
    return found.record.state.kind === 'running' ? found : null;
  }, 'the copies');
  const env = { ...process.env, ...terminalEnvironment(record.storeFolder) };
  const shell = spawn('/bin/sh', ['-c', 'while sleep 1; do :; done'], { env, detached: true });
  t.after(() => shell.kill('SIGKILL'));
  return { rig, run, storeFolder: record.storeFolder, shell };
}

async function attachShell({ rig, run, shell }: Opened): Promise<void> {
  const connection = await rig.host.connect(run, AbortSignal.timeout(waitLimit));
  assert.ok(connection.ok);
  connection.value.attachShell(shell.pid ?? assert.fail('the shell runs'));
  await until(async () => (await rig.find(run)).record.process, 'the shell on record');
  connection.value.dispose();
}

async function isGone({ rig, run, storeFolder }: Opened): Promise<string> {
  const { record, outstanding } = await rig.ended(run);
  assert.deepEqual(outstanding, []);
  assert.equal(existsSync(storeFolder), false);
  assert.deepEqual(rig.leaks(run), []);
  return record.state.kind === 'ended' ? record.state.outcome : record.state.kind;
}

test('a terminal’s shell reads the secrets, and they go when it is killed', async t => {
  const opened = await open(t);
  const { NXF_SECRETS_FILE = '' } = terminalEnvironment(opened.storeFolder);
  assert.match(await readFile(NXF_SECRETS_FILE, 'utf8'), new RegExp(opened.rig.canary));
  await attachShell(opened);
  // Nobody is connected any more, as when the editor was killed.
  assert.equal((await opened.rig.find(opened.run)).alive, true);
  opened.shell.kill('SIGKILL');
  assert.equal(await isGone(opened), 'succeeded');
});

test('what a terminal’s programs left of a value in its folder is told, and that no more is known', async t => {
  const opened = await open(t);
  await attachShell(opened);
  await writeFile(join(opened.rig.launchFolder, 'notes.txt'), `x\nkey ${opened.rig.canary}KEY\n`);
  opened.shell.kill('SIGKILL');
  const { record } = await opened.rig.ended(opened.run);
  const leaks = record.leaks?.leaks.map(({ name, file, spot }) => [
    name,
    basename(file),
    spot?.line,
  ]);
  assert.deepEqual(leaks, [['KEY', 'notes.txt', 2]]);
  assert.match(record.leaks?.unseen.join() ?? '', /^other folders: only what changed in /);
});

test('closing a terminal’s run takes the copies while its shell lives', async t => {
  const opened = await open(t);
  await attachShell(opened);
  const connection = await opened.rig.host.connect(opened.run, AbortSignal.timeout(waitLimit));
  assert.ok(connection.ok);
  connection.value.stop();
  assert.equal(await isGone(opened), 'succeeded');
  assert.equal(opened.shell.exitCode, null);
});

test('copies that no shell takes are removed when the run is stopped', async t => {
  const opened = await open(t);
  process.kill((await opened.rig.find(opened.run)).record.supervisor.pid, 'SIGTERM');
  assert.equal(await isGone(opened), 'stopped');
});

test('a shell that is gone before it is named holds nothing', async t => {
  const opened = await open(t);
  opened.shell.kill('SIGKILL');
  await new Promise(resolve => opened.shell.once('exit', resolve));
  const connection = await opened.rig.host.connect(opened.run, AbortSignal.timeout(waitLimit));
  assert.ok(connection.ok);
  connection.value.attachShell(opened.shell.pid ?? 0);
  assert.equal(await isGone(opened), 'not-started');
});

test('a killed supervisor’s terminal is adopted while the shell lives, and swept at its end', async t => {
  const opened = await open(t);
  await attachShell(opened);
  const { rig, run, shell } = opened;
  await rig.kill(run, 'supervisor');
  assert.deepEqual(await rig.host.recover(AbortSignal.timeout(waitLimit)), [
    { ok: true, value: run },
  ]);
  assert.notDeepEqual(readdirSync(opened.storeFolder), []);
  await writeFile(join(rig.launchFolder, 'notes.txt'), `${rig.canary}KEY`);
  shell.kill('SIGKILL');
  // It knows from the store what is to be looked for.
  const { record } = await rig.ended(run);
  assert.deepEqual(
    record.leaks?.leaks.map(({ file }) => basename(file)),
    ['notes.txt'],
  );
  await rm(join(rig.launchFolder, 'notes.txt'));
  assert.equal(await isGone(opened), 'succeeded');
});

test('what a supervisor leaves that is killed before a shell is named is swept', async t => {
  const opened = await open(t);
  const { rig, run } = opened;
  await rig.kill(run, 'supervisor');
  await rig.host.recover(AbortSignal.timeout(waitLimit));
  assert.equal(await isGone(opened), 'lost');
  assert.ok(existsSync(join(rig.home, 'runs', run)));
});
