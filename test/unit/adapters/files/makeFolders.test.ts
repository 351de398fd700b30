import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { makeFolders } from '../../../../src/adapters/files/makeFolders.ts';

function home(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'nextflow-secrets-folders-'));
  t.after(() => {
    rmSync(made, { recursive: true });
  });
  return made;
}

test('a folder is made with those above it, for us alone, also by many at once', async t => {
  const path = join(home(t), 'a/b/c');
  await Promise.all(Array.from({ length: 20 }, () => makeFolders(path)));
  for (const made of [path, join(path, '..'), join(path, '../..')]) {
    assert.equal(statSync(made).mode & 0o777, 0o700);
  }
  await makeFolders(path);
  await makeFolders('/');
});

test('what is in the way is told', async t => {
  const folder = home(t);
  writeFileSync(join(folder, 'file'), '');
  symlinkSync('nowhere', join(folder, 'dangling'));
  await assert.rejects(makeFolders(join(folder, 'file')), { code: 'EEXIST' });
  await assert.rejects(makeFolders(join(folder, 'file/a/b')), { code: 'ENOTDIR' });
  await assert.rejects(makeFolders(join(folder, 'dangling')), { code: 'EEXIST' });
});

test('where the system makes no folders that is told, and nobody waits for ever', async () => {
  for (const path of ['/proc/nextflow-secrets/a/b', '/dev/null/a']) {
    await assert.rejects(makeFolders(path), /ENOENT|ENOTDIR|EACCES|EROFS|EPERM/);
    assert.equal(existsSync(path), false);
  }
});
