import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLeftOut } from '../../../../src/core/nextflow/isLeftOut.ts';

test('what other programs, Nextflow and nf-test keep is left out, wherever it lies', () => {
  for (const path of [
    '/.git/x.config',
    '/.nextflow/assets/a/main.nf',
    '/.nf-test/tests/a/main.nf',
    '/node_modules/a/main.nf',
    '/lab/work/3f/8a2b/main.nf',
    '/sub/work/3f/',
  ]) {
    assert.ok(isLeftOut(path), path);
    assert.ok(isLeftOut(`/home/ada${path}`, '/home/ada'), path);
  }
});

test('a pipeline is none of it, also in a folder that lies in some', () => {
  for (const path of [
    '/main.nf',
    '/lab/work/main.nf',
    '/workflows/3f/main.nf',
    '/modules/a/main.nf',
  ]) {
    assert.ok(!isLeftOut(path), path);
    assert.ok(!isLeftOut(`/scratch/work/3f/p${path}`, '/scratch/work/3f/p'), path);
  }
  assert.ok(isLeftOut('/scratch/work/3f/p/work/3f/a/main.nf', '/scratch/work/3f/p'));
});
