import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import { LocalPipelineSource } from '../../../../src/adapters/files/localPipelineSource.ts';
import { openOwnFile, readOwnFile } from '../../../../src/adapters/files/ownFile.ts';
import { pipelineFiles } from '../../../../src/adapters/files/pipelineFiles.ts';
import { readPlainFile } from '../../../../src/adapters/files/plainFile.ts';

async function folderOf(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-files-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** Things that are called like scripts and are none that anybody could read, and why. */
async function specialFiles(folder: string): Promise<Readonly<Record<string, RegExp>>> {
  execFileSync('mkfifo', [join(folder, 'pipe.nf')]);
  await symlink(join(folder, 'pipe.nf'), join(folder, 'to-pipe.config'));
  await symlink('/dev/zero', join(folder, 'endless.nf'));
  await symlink(folder, join(folder, 'folder.nf'));
  await writeFile(join(folder, 'braces.nf'), '{'.repeat(10_000_000));
  await writeFile(join(folder, 'huge.config'), '');
  await truncate(join(folder, 'huge.config'), 3 * 2 ** 30);
  const irregular = /not a regular file/;
  return {
    'braces.nf': /longer than 2 MB/,
    'endless.nf': irregular,
    'folder.nf': irregular,
    'huge.config': /longer than 2 MB/,
    'pipe.nf': irregular,
    'to-pipe.config': irregular,
  };
}

test('what is called like a script and is no file, or endless, is told and passed over', async t => {
  const folder = await folderOf(t);
  const odd = await specialFiles(folder);
  await writeFile(join(folder, 'main.nf'), 'workflow { println secrets.KEY }\n');
  const results = new Map<string, string>();
  const found = [...pipelineFiles(folder, ({ path, reason }) => results.set(path, reason))];
  assert.deepEqual(
    found.map(({ path }) => path),
    ['main.nf'],
  );
  assert.deepEqual([...results.keys()].sort(), Object.keys(odd));
  const source = new LocalPipelineSource();
  for (const [name, reason] of Object.entries(odd)) {
    assert.match(results.get(name) ?? '', reason);
    assert.equal(await source.text(pathToFileURL(join(folder, name)).href), null);
    await assert.rejects(readPlainFile(join(folder, name), 2 ** 21), reason);
  }
});

test('a link to a script is a script', async t => {
  const folder = await folderOf(t);
  await mkdir(join(folder, 'shared'));
  await writeFile(join(folder, 'shared/it.nf'), 'workflow {}\n');
  await symlink(join(folder, 'shared/it.nf'), join(folder, 'main.nf'));
  assert.equal(await readPlainFile(join(folder, 'main.nf'), 100), 'workflow {}\n');
  assert.equal([...pipelineFiles(folder, () => assert.fail('all are read'))].length, 2);
});

test('files of every size are read one after the other, each as it is', async t => {
  const folder = await folderOf(t);
  const texts = [10, 2 ** 18 - 1, 2 ** 18, 2 ** 18 + 1, 2 ** 19, 3].map(
    (size, at) => `// secret ${at} ${'x'.repeat(size)}\n`,
  );
  for (const [at, text] of texts.entries()) {
    await writeFile(join(folder, `${at}.nf`), text);
  }
  const read = [...pipelineFiles(folder, () => assert.fail('all are read'), ['secret'])];
  assert.ok(read.map(({ text }) => text).every((text, at) => text === texts[at]));
  assert.equal(read.length, texts.length);
});

test('a file of ours is written again, and on at its end', async t => {
  const path = join(await folderOf(t), 'own');
  for (const [how, text] of [
    ['write', 'a long text'],
    ['write', 'one '],
    ['append', 'two'],
  ] as const) {
    const file = await openOwnFile(path, how);
    await file.writeFile(text);
    await file.close();
  }
  assert.equal(await readOwnFile(path, 100), 'one two');
});
