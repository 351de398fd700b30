import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { replaceFile } from '../../../../src/adapters/files/replaceFile.ts';
import { writeFully } from '../../../../src/adapters/files/writeFully.ts';
import { mountSmall } from '../../../support/mountSmall.ts';
import { test } from '../../../support/test.ts';

/** A disk that takes so many bytes at a time, and none after so many in all. */
function disk(piece: number, room: number) {
  const taken: Uint8Array[] = [];
  let left = room;
  return {
    text: () => Buffer.concat(taken).toString(),
    write: (bytes: Uint8Array, offset: number) => {
      const part = bytes.subarray(offset, offset + Math.min(piece, left));
      left -= part.length;
      taken.push(part);
      return Promise.resolve({ bytesWritten: part.length });
    },
  };
}

test('what a disk takes in parts is written on until all is there', async () => {
  for (const piece of [1, 3, 4096]) {
    const file = disk(piece, 4096);
    await writeFully(file, 'größer als ein Stück');
    assert.equal(file.text(), 'größer als ein Stück');
  }
});

test('a disk that takes a part and then nothing, without an error, is full', async () => {
  await assert.rejects(writeFully(disk(3, 7), 'more than seven'), { code: 'ENOSPC' });
});

test('on a full disk the file that was there stays as it was, and nothing lies beside it', async t => {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-full-'));
  mountSmall(t, home, 'size=16k,mode=0700');
  t.after(() => rm(home, { recursive: true, force: true, maxRetries: 5 }));
  const path = join(home, 'run.json');
  await replaceFile(path, 'before');
  await writeFile(join(home, 'filler'), Buffer.alloc(8192));
  // One page is free: a part of this is taken without an error.
  await assert.rejects(replaceFile(path, 'x'.repeat(6000)), { code: 'ENOSPC' });
  assert.equal(await readFile(path, 'utf8'), 'before');
  assert.deepEqual((await readdir(home)).sort(), ['filler', 'run.json']);
});

test('of several that are asked for the last stays, readable by its owner alone', async t => {
  const path = join(await folder(t), 'file');
  await writeFile(path, 'first', { mode: 0o644 });
  await Promise.all([...Array(20).keys()].map(at => replaceFile(path, String(at))));
  assert.equal(await readFile(path, 'utf8'), '19');
  assert.equal((await stat(path)).mode & 0o777, 0o600);
});

async function folder(t: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'nextflow-secrets-write-'));
  t.after(() => rm(made, { recursive: true, force: true, maxRetries: 5 }));
  return made;
}
