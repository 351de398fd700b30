import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { LocalLeftovers } from '../../../../src/adapters/leftovers/localLeftovers.ts';
import { nextflowStarts } from '../../../../src/adapters/nextflow/nextflowStarts.ts';
import type { FileLeftover } from '../../../../src/core/leftovers/leftover.ts';
import type { FileRemover } from '../../../../src/services/ports/copies/leftoverPlaces.ts';
import { MemoryRunHost, runRecord } from '../../../support/memoryRunHost.ts';

const signal = new AbortController().signal;
const old = new Date(Date.now() - 400 * 24 * 3_600_000);

test('task secrets older than every live Nextflow are found; newer ones and links are not', async () => {
  await using rig = new Rig();
  const stale = rig.taskSecrets('.nf-stale.secrets', old);
  rig.taskSecrets('.nf-new.secrets', new Date(Date.now() + 60_000));
  // Written by one that lives, before the clock was put forward.
  rig.taskSecrets('.nf-before.secrets', new Date(Date.now() - 3_600_000));
  rig.taskSecrets('store.json', old);
  symlinkSync(stale, join(rig.secrets, '.nf-link.secrets'));
  const live = spawn(
    process.execPath,
    ['-e', 'setTimeout(() => {}, 60000)', 'nextflow.cli.Launcher'],
    {
      argv0: 'java',
    },
  );
  try {
    await once(live, 'spawn');
    assert.ok((await nextflowStarts()).some(at => Math.abs(at - Date.now()) < 60_000));
    assert.deepEqual(
      (await rig.found()).map(({ path }) => path),
      [stale],
    );
  } finally {
    live.kill('SIGKILL');
  }
});

test('what is removed is looked at again first', async () => {
  await using rig = new Rig();
  const path = rig.taskSecrets('.nf-1.secrets', old);
  const [leftover] = await rig.found();
  assert.ok(leftover);
  utimesSync(path, new Date(Date.now() + 60_000), new Date(Date.now() + 60_000));
  const live = spawn(
    process.execPath,
    ['-e', 'setTimeout(() => {}, 60000)', 'nextflow.cli.Launcher'],
    {
      argv0: 'java',
    },
  );
  try {
    await once(live, 'spawn');
    const refused = await rig.remove(leftover);
    assert.deepEqual(refused, { ok: false, error: { kind: 'file-in-use', path } });
    assert.ok(existsSync(path));
  } finally {
    live.kill('SIGKILL');
  }
  utimesSync(path, old, old);
  assert.deepEqual(await rig.remove(leftover), { ok: true, value: undefined });
  assert.ok(!existsSync(path));
  assert.ok((await rig.remove(leftover)).ok, 'what is gone already is removed');
});

test('each is looked at again right before it is removed, though all were listed once', async () => {
  await using rig = new Rig();
  const changed = rig.taskSecrets('.nf-changed.secrets', old);
  const owned = rig.taskSecrets('.nf-owned.secrets', old);
  const started = 'startedrun0001';
  const [becameRun, given, gone] = ['becamerun00001', started, 'gonerun0000001'].map(run => {
    rig.runFolder(run, '', old);
    return join(rig.root, run);
  });
  const sights = new Map((await rig.found()).map(leftover => [leftover.path, leftover]));
  assert.equal(sights.size, 5);
  const remove = await rig.machine.remover();
  utimesSync(changed, new Date(), new Date());
  writeFileSync(join(becameRun ?? '', 'run.json'), '{}');
  utimesSync(becameRun ?? '', old, old);
  rmSync(gone ?? '', { recursive: true });
  const words = ['-e', 'setTimeout(() => {}, 60000)', 'nextflow.cli.Launcher'];
  const nextflow = spawn(process.execPath, words, {
    argv0: 'java',
    env: { ...process.env, NXF_SECRETS_FILE: join(rig.home, started, 'secrets.json') },
  });
  try {
    await once(nextflow, 'spawn');
    const outcomes = [];
    for (const path of [changed, becameRun, given, gone, owned]) {
      const result = await remove(sights.get(path ?? '') ?? assert.fail(path));
      outcomes.push(result.ok ? 'removed' : result.error.kind);
    }
    const inUse = 'file-in-use';
    assert.deepEqual(outcomes, [inUse, inUse, inUse, 'removed', 'removed']);
    assert.deepEqual(
      [changed, becameRun, given, owned].map(path => existsSync(path ?? '')),
      [...[true, true, true], false],
    );
  } finally {
    nextflow.kill('SIGKILL');
  }
  utimesSync(given ?? '', old, old);
  const after = await remove(sights.get(given ?? '') ?? assert.fail());
  assert.ok(after.ok, 'what nothing uses any more');
});

test('the cost of removing many grows with their number alone', async () => {
  await using rig = new Rig();
  let listed = 0;
  const list = rig.host.list.bind(rig.host);
  rig.host.list = () => {
    listed += 1;
    return list();
  };
  for (let at = 0; at < 50; at += 1) {
    rig.taskSecrets(`.nf-${at}.secrets`, old);
  }
  const found = await rig.found();
  listed = 0;
  const remove = await rig.machine.remover();
  const results = await Promise.all(found.map(remove));
  assert.ok(results.every(({ ok }) => ok));
  assert.deepEqual([results.length, listed], [50, 1]);
});

test('nothing is looked for in the folders of a run that is not over', async () => {
  await using rig = new Rig();
  rig.taskSecrets('.nf-1.secrets', old);
  rig.host.add(runRecord({ launchFolder: rig.secrets }));
  assert.deepEqual(await rig.found(), []);
});

test('a run’s folder without a record is abandoned after a day, unless its journal tells of a copy', async () => {
  await using rig = new Rig();
  rig.runFolder('abandoned00001', '', old);
  rig.runFolder('fresh000000001', '', new Date());
  const copy = { manager: 'file:/dev/shm/x', key: 'KEY' };
  const line = JSON.stringify({ kind: 'intended', at: 1, copies: [copy] });
  rig.runFolder('outstanding001', line, old);
  mkdirSync(join(rig.root, 'not-a-run'));
  const found = await rig.found();
  assert.deepEqual(
    found.map(({ path, what }) => `${basename(path)} ${what}`),
    ['abandoned00001 run-folder'],
  );
  const [leftover] = found;
  assert.ok(leftover && (await rig.remove(leftover)).ok);
  assert.ok(!existsSync(leftover.path));
});

test('a folder that cannot be looked at is told, and hides nothing of the others', async () => {
  await using rig = new Rig();
  const stale = rig.taskSecrets('.nf-stale.secrets', old);
  const loop = join(rig.home, 'loop');
  symlinkSync(loop, loop);
  for (const launchFolder of [loop, 'a\0b', `/${'long'.repeat(2000)}`]) {
    rig.end(launchFolder);
  }
  rig.runFolder('oddrun00000001', '', old);
  rmSync(join(rig.root, 'oddrun00000001/journal.jsonl'));
  mkdirSync(join(rig.root, 'oddrun00000001/journal.jsonl'));
  utimesSync(join(rig.root, 'oddrun00000001'), old, old);
  rig.runFolder('abandoned00001', '', old);
  const { leftovers, unread } = await rig.machine.list(signal);
  assert.deepEqual(unread, [{ kind: 'file-unreadable', path: loop, reason: 'ELOOP' }]);
  assert.deepEqual(
    leftovers.filter(({ what }) => what !== 'store-folder').map(({ path }) => path),
    [stale, join(rig.root, 'abandoned00001')],
  );
});

class Rig {
  readonly home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-left-'));
  readonly root = join(this.home, 'runs');
  readonly secrets = join(this.home, 'nxf/secrets');
  readonly host = new MemoryRunHost();
  readonly machine = new LocalLeftovers({ root: () => this.root, runs: this.host });
  #ended = 0;
  readonly #before = { HOME: process.env['HOME'], NXF_HOME: process.env['NXF_HOME'] };

  constructor() {
    mkdirSync(this.root);
    mkdirSync(this.secrets, { recursive: true });
    process.env['HOME'] = this.home;
    process.env['NXF_HOME'] = join(this.home, 'nxf');
  }

  taskSecrets(name: string, at: Date): string {
    const path = join(this.secrets, name);
    writeFileSync(path, 'export KEY="x"\n', { mode: 0o600 });
    utimesSync(path, at, at);
    return path;
  }

  runFolder(run: string, journal: string, at: Date): void {
    const path = join(this.root, run);
    mkdirSync(path, { mode: 0o700 });
    writeFileSync(join(path, 'journal.jsonl'), journal);
    utimesSync(path, at, at);
  }

  /** A run that has ended, and was launched from a folder. */
  end(launchFolder: string): void {
    const run = `endedrun${String(this.#ended++).padStart(6, '0')}`;
    this.host.add(runRecord({ run, launchFolder })).end('succeeded');
  }

  /** Without the stores in memory, which are this machine's and not the rig's. */
  async found(): Promise<readonly FileLeftover[]> {
    const { leftovers, unread } = await this.machine.list(signal);
    assert.deepEqual(unread, []);
    return leftovers.filter(({ what }) => what !== 'store-folder');
  }

  async remove(leftover: FileLeftover): ReturnType<FileRemover> {
    return (await this.machine.remover())(leftover);
  }

  [Symbol.asyncDispose](): Promise<void> {
    for (const [name, value] of Object.entries(this.#before)) {
      if (value === undefined) {
        Reflect.deleteProperty(process.env, name);
      } else {
        process.env[name] = value;
      }
    }
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
    return Promise.resolve();
  }
}
