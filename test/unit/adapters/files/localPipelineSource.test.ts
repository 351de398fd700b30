import assert from 'node:assert/strict';
import { mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { LocalPipelineSource } from '../../../../src/adapters/files/localPipelineSource.ts';
import { fileUri } from '../../../../src/core/nextflow/fileUri.ts';

test('a file is where the links of its folders lead, and a link itself where it lies', async t => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'nextflow-secrets-source-')));
  t.after(() => rm(root, { recursive: true, maxRetries: 5 }));
  await mkdir(join(root, 'shared (1)'));
  await writeFile(join(root, 'shared (1)/a.nf'), 'A');
  await symlink('shared (1)', join(root, 'modules'));
  await symlink('shared (1)/a.nf', join(root, 'b.nf'));
  await symlink('nowhere', join(root, 'gone.nf'));
  const source = new LocalPipelineSource();
  const locate = (path: string): Promise<string | null> => source.locate(fileUri(join(root, path)));
  assert.equal(await locate('modules/a.nf'), fileUri(join(root, 'shared (1)/a.nf')));
  assert.equal(await locate('b.nf'), fileUri(join(root, 'b.nf')));
  for (const none of ['gone.nf', 'modules', 'modules/a', 'b.nf/x']) {
    assert.equal(await locate(none), null, none);
  }
  assert.equal(await source.locate('untitled:Untitled-1'), null);
  assert.equal(await source.text(fileUri(join(root, 'b.nf'))), 'A');
  assert.equal(await source.text(fileUri(join(root, 'gone.nf'))), null);
  await truncate(join(root, 'b.nf'), 1 << 30);
  assert.equal(await source.text(fileUri(join(root, 'b.nf'))), null, 'no script is so long');
});
