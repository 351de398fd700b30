import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { memoryRoot } from '../../src/adapters/copies/storePlace.ts';
import { ensurePrivateFolder, makePrivateFolder } from '../../src/adapters/files/privateFolder.ts';
import { writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { LocalRunHost } from '../../src/adapters/runs/localRunHost.ts';
import { formatEntry, isClosed } from '../../src/core/runs/record/journal.ts';
import { cleaned } from '../support/cleaned.ts';
import { runRecord } from '../support/memoryRunHost.ts';
import { mountSmall } from '../support/mountSmall.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { waitLimit } from '../support/until.ts';

/** Disks that take nothing more, below runs whose supervisors are dead. */

const [inMemory, onDisk] = ['memrun00000001', 'diskrun0000001'];

/** Takes files until there is no room for another one. */
async function fill(folder: string, size: number): Promise<void> {
  for (let number = 0; ; number += 1) {
    try {
      await writeFile(join(folder, `filler.${number}`), Buffer.alloc(size), { flag: 'wx' });
    } catch {
      return;
    }
  }
}

const disks: Readonly<
  Record<string, readonly [options: string, spoil: (path: string) => unknown]>
> = {
  'is full': ['size=256k', path => fill(path, 4096)],
  'has no inodes': ['size=1m,nr_inodes=24', path => fill(path, 0)],
  'is read-only': ['size=256k', path => execFileSync('mount', ['-o', 'remount,ro', path])],
};

interface Runs {
  readonly root: string;
  readonly stores: Readonly<Record<string, string>>;
}

/** Two runs on a small disk, of which one has its store in memory. */
async function runsOn(t: TestContext, options: string): Promise<Runs> {
  const root = await mkdtemp(join(tmpdir(), 'nextflow-secrets-small-'));
  mountSmall(t, root, `${options},mode=0700`);
  t.after(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const memory = memoryRoot() ?? assert.fail('a memory');
  await ensurePrivateFolder(memory);
  const stores = { [inMemory]: join(memory, inMemory), [onDisk]: join(root, onDisk, 'secrets') };
  for (const [run, store] of Object.entries(stores)) {
    const folder = new RunFolder(root, run);
    await mkdir(folder.path, { mode: 0o700 });
    await rm(store, { recursive: true, force: true });
    await makePrivateFolder(store);
    await writeFile(join(store, 'secrets.json'), 'value', { mode: 0o600 });
    const copies = [{ manager: `file:${store}`, key: 'KEY' }];
    await writeFile(folder.journal, formatEntry({ kind: 'intended', at: 1, copies }));
    await writeRecord(folder.record, runRecord({ run, storeFolder: store }));
  }
  return { root, stores };
}

for (const [name, [options, spoil]] of Object.entries(disks)) {
  test(`where a disk ${name}, what can be removed is, and the rest is told`, async t => {
    const { root, stores } = await runsOn(t, options);
    await spoil(root);
    const host = new LocalRunHost({ root: () => root, supervisor: 'none' });
    t.after(() => {
      host.dispose();
    });
    assert.equal((await host.list()).length, 2);
    const { status, out } = cleaned(root);
    assert.doesNotMatch(out, /^ {4}at |Nothing is left/m);
    const { [inMemory]: memory = '', [onDisk]: disk = '' } = stores;
    assert.equal(existsSync(memory), false, out);
    assert.equal(existsSync(disk), name === 'is read-only', out);
    const journals = Object.keys(stores).map(
      run => new JournalFile(new RunFolder(root, run).journal),
    );
    const closed = await Promise.all(journals.map(async journal => isClosed(await journal.read())));
    // Where what is removed makes room for it, the journal says so too.
    assert.equal(status, closed.every(Boolean) ? 0 : 1, out);
    assert.equal(closed.includes(true), name !== 'is read-only');
    for (const run of Object.keys(stores)) {
      assert.ok(out.includes(run), out);
    }
    assert.equal((await host.list()).length, 2);
  });

  test(`where a disk ${name}, a launch is refused and leaves nothing`, async t => {
    const rig = await RunRig.create({ after: () => undefined }, await standIn(), {});
    const root = join(rig.home, 'runs');
    await mkdir(root, { mode: 0o700 });
    mountSmall(t, root, `${options},mode=0700`);
    t.after(() => rig.dispose());
    await spoil(root);
    const run = rig.newRun();
    const secrets = [rig.secret('KEY', 'raw')];
    await assert.rejects(async () => {
      const started = await rig.host.start(await rig.assignment(run, secrets, {}));
      assert.ok(started.ok, JSON.stringify(started));
    }, /ENOSPC|EROFS/);
    assert.deepEqual(rig.leaks(run), []);
    assert.equal((await readdir(rig.launchFolder)).includes('started'), false);
    assert.deepEqual(await rig.host.recover(AbortSignal.timeout(waitLimit)), []);
  });
}
