import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { LocalWindowMemory } from '../../../../src/adapters/files/localWindowMemory.ts';
import { identify } from '../../../../src/adapters/system/processes.ts';
import { parseOpenTerminals } from '../../../../src/core/runs/record/openTerminals.ts';

test('what a window that is gone had open is for one window after it, and for no other', async t => {
  const folder = await home(t);
  const owner = await goneProcess();
  const value = [{ run: 'run00000000001', active: true }];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'a.json'), JSON.stringify({ owner, value }));
  const [first, second] = await Promise.all(
    [new LocalWindowMemory(folder), new LocalWindowMemory(folder)].map(inheritedBy),
  );
  assert.deepEqual([...(first ?? []), ...(second ?? [])], [value]);
  assert.deepEqual(await readdir(folder), []);
});

test('what a window that lives has open stays its own, and what it has open last counts', async t => {
  const folder = await home(t);
  const window = new LocalWindowMemory(folder);
  await Promise.all([window.keep([1]), window.keep([2]), window.keep([3])]);
  assert.equal((await readdir(folder)).length, 1);
  assert.deepEqual(await inheritedBy(window), []);
  // Another window of the same process lives for as long as that does.
  const abort = new AbortController();
  const others: unknown[] = [];
  const waiting = (async () => {
    for await (const kept of new LocalWindowMemory(folder).inherited(abort.signal)) {
      others.push(kept);
    }
  })();
  abort.abort();
  await waiting;
  assert.deepEqual(others, []);
  assert.equal((await readdir(folder)).length, 1);
});

test('a window that is just going is waited for', async t => {
  const folder = await home(t);
  await mkdir(folder, { recursive: true });
  const going = spawn('sleep', ['60']);
  const owner = await identify(going.pid ?? assert.fail('it started'));
  await writeFile(join(folder, 'a.json'), JSON.stringify({ owner, value: ['x'] }));
  const inherited = inheritedBy(new LocalWindowMemory(folder));
  going.kill();
  assert.deepEqual(await inherited, [['x']]);
});

test('what nobody can read is left out', async t => {
  const folder = await home(t);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'cut.json'), '{"owner":');
  await writeFile(join(folder, 'other.json'), '{"windows":[]}');
  assert.deepEqual(await inheritedBy(new LocalWindowMemory(folder)), []);
  assert.deepEqual(await inheritedBy(new LocalWindowMemory(join(folder, 'none'))), []);
  assert.deepEqual(parseOpenTerminals({ another: 'version' }), []);
  const kept = [{ run: 'run00000000001', active: false }];
  assert.deepEqual(parseOpenTerminals(kept), kept);
});

async function inheritedBy(window: LocalWindowMemory): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const kept of window.inherited(new AbortController().signal)) {
    all.push(kept);
  }
  return all;
}

async function goneProcess(): ReturnType<typeof identify> {
  const started = spawn('sleep', ['60']);
  const identity = await identify(started.pid ?? assert.fail('it started'));
  started.kill();
  await once(started, 'exit');
  return identity;
}

async function home(t: { after: (end: () => Promise<void>) => void }): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'nextflow-secrets-windows-'));
  t.after(() => rm(made, { recursive: true, force: true, maxRetries: 5 }));
  return join(made, 'windows');
}
