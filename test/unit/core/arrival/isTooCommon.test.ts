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
