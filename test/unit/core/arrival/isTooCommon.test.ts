import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTooCommon } from '../../../../src/core/arrival/isTooCommon.ts';

test('words of any run, short numbers and one character again and again are too common', () => {
  for (const value of [
    'main',
    'Main',
    'test',
    'true',
    'latest',
    '1234',
    ' work\n',
    'PASSWORD',
    '2024',
    '8080',
    '----',
    'aaaaaaaa',
  ]) {
    assert.ok(isTooCommon(value), value);
  }
});

test('what somebody made up is not', () => {
  for (const value of ['hunter2', 'main1', 'correct horse', '12345', 'abab', 'mainmain', '']) {
    assert.ok(!isTooCommon(value), value);
  }
});

test('so are words, versions and quantities that pipelines of nf-core print', () => {
  for (const value of [
    ...['singularity', 'MULTIQC', 'process_medium', 'samplesheet', 'outdir', 'nf-core', 'igenomes'],
    ...['2.7.11b', '3.6.0dev', '25.04.4-edge', 'v1.20', '72.GB', '1.5 MB', '16.h', '30s', '100%'],
    ...['/bin/bash', '127.0.0.1', 'copyNoFollow', 'versions.yml'],
  ]) {
    assert.ok(isTooCommon(value), value);
  }
  for (const value of ['2.7.11beta', 'multiqc1', '12345.GB', '10.GBx', '1.2.3.4', '10.0.17.4']) {
    assert.ok(!isTooCommon(value), value);
  }
});
