import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { isStoreInUse, nameRun, runsInUse } from '../../../../src/adapters/copies/isStoreInUse.ts';
import { usableMemory } from '../../../../src/adapters/copies/usableMemory.ts';
import { writeRecord } from '../../../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../../../src/adapters/runFolders/runFolder.ts';
import { identify } from '../../../../src/adapters/system/processes.ts';
import { runRecord } from '../../../support/memoryRunHost.ts';

const run = '1k0K4WlGep8ZTM';
const dead = { pid: 4_194_304, startedAt: 'another boot 17', host: hostname(), pidNamespace: null };

interface Places {
  readonly store: string;
  readonly folder: RunFolder;
}

/** A store, and the run folder in some other state folder that it leads to. */
async function places(t: TestContext): Promise<Places> {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-use-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const folder = new RunFolder(join(home, 'elsewhere'), run);
  const store = join(home, 'memory', run);
  await mkdir(folder.path, { recursive: true, mode: 0o700 });
  await mkdir(store, { recursive: true, mode: 0o700 });
  await nameRun(store, folder.path);
  return { store, folder };
}

const isUsed = async (store: string): Promise<boolean> => isStoreInUse(store, await runsInUse());

test('a store is in use while the owner of its run lives, wherever its state folder is', async t => {
  const { store, folder } = await places(t);
  assert.equal(await isUsed(store), false);
  await symlink(JSON.stringify(await identify(process.pid)), join(folder.path, 'owner.1'));
  assert.equal(await isUsed(store), true);
  await symlink(JSON.stringify(dead), join(folder.path, 'owner.2'));
  assert.equal(await isUsed(store), false);
  const elsewhere = { pid: 1, startedAt: 'other-boot 1', host: 'login1' };
  await symlink(JSON.stringify(elsewhere), join(folder.path, 'owner.3'));
  assert.equal(await isUsed(store), true, 'an owner that cannot be seen');
});

test('a store is in use while a Nextflow lives whose supervisor died', async t => {
  const { store, folder } = await places(t);
  await symlink(JSON.stringify(dead), join(folder.path, 'owner.1'));
  const nextflow = await identify(process.pid);
  await writeRecord(folder.record, runRecord({ run, storeFolder: store, process: nextflow }));
  assert.equal(await isUsed(store), true);
  await writeRecord(folder.record, runRecord({ run, storeFolder: store, process: dead }));
  assert.equal(await isUsed(store), false);
});

test('a store is in use by a process that was given it, and by one that works in a folder of its run', async t => {
  const { store, folder } = await places(t);
  for (const options of [
    { env: { ...process.env, NXF_SECRETS_FILE: join(store, 'secrets.json') } },
    { cwd: folder.path },
  ]) {
    const child = spawn('sleep', ['600'], options);
    await once(child, 'spawn');
    assert.equal(await isUsed(store), true);
    if (options.cwd !== undefined) {
      await rm(folder.path, { recursive: true });
      assert.equal(await isUsed(store), true, 'also when that was taken away');
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await isUsed(store), false);
  }
});

test('a folder in memory that is not ours alone is left as it is, and what follows is told', async t => {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-memory-'));
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const root = join(home, 'nextflow-secrets-0');
  assert.deepEqual(await usableMemory(root), { memory: root, notice: null });
  await chmod(root, 0o755);
  const file = join(home, 'file');
  await writeFile(file, '');
  const link = join(home, 'link');
  await symlink(home, link);
  for (const path of [root, file, link]) {
    const { memory, notice } = await usableMemory(path);
    assert.equal(memory, null);
    assert.ok(notice?.includes(path), notice ?? 'nothing is told');
  }
  assert.equal((await stat(root)).mode & 0o777, 0o755);
  if (process.getuid?.() === 0) {
    const foreign = join(home, 'foreign');
    await mkdir(foreign, { mode: 0o700 });
    await chown(foreign, 12_345, 12_345);
    assert.equal((await usableMemory(foreign)).memory, null);
  }
});
