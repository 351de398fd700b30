import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTooCommon } from '../../../../src/core/arrival/isTooCommon.ts';
import { isOrdinary, ordinaryNames } from '../../../../src/core/arrival/ordinaryNames.ts';

const names = ordinaryNames({
  paths: ['/home/ada/rnaseq-42/main.nf', 'C:\\Data\\reads.fastq.gz', ''],
  processes: ['QC:TRIM_GALORE'],
  names: ['login1', 'institute'],
});

test('parts of paths, processes, their folders and given names are ordinary, and paths of them', () => {
  for (const value of [
    ...['ada', 'rnaseq-42', 'main.nf', '/home/ada', 'home/ada/', '/home/ada/rnaseq-42/main.nf'],
    ...['Data', 'reads.fastq.gz', 'reads.fastq', 'reads'],
    ...['QC', 'TRIM_GALORE', 'QC:TRIM_GALORE', 'trim_galore', 'trim', 'qc'],
    ...['login1', 'institute'],
  ]) {
    assert.ok(isOrdinary(value, names), value);
    assert.ok(isTooCommon(` ${value}\n`, names), value);
  }
});

test('what only looks like them is not', () => {
  for (const value of [
    ...['Ada', 'ada1', 'rnaseq', 'institute!', 'trim galore', 'GALORE', 'login', 'ada:login1'],
    ...['', '/', '//', '/home/ada/hunter2', 'hunter2/ada', 'main.nf:3'],
  ]) {
    assert.ok(!isOrdinary(value, names), value);
  }
});

test('nothing is ordinary where nothing is known', () => {
  const none = ordinaryNames({ paths: [], processes: [], names: [] });
  assert.deepEqual([...none], []);
  assert.ok(!isOrdinary('', none));
});
