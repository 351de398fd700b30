import assert from 'node:assert/strict';
import { test } from 'node:test';
import { format } from 'node:util';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';

const value = new SecretValue('hunter2');

for (const [way, text] of [
  ['template', `a ${String(value)} b`],
  ['concatenation', 'x' + value.toString()],
  ['JSON', JSON.stringify({ value })],
  ['inspect', format('%o %O %s %j', value, { value }, value, value)],
  ['error', new Error('bad', { cause: value }).stack ?? ''],
  ['error inspected', format('%O', new Error('bad', { cause: value }))],
] as const) {
  test(`a value cannot leak through ${way}`, () => {
    assert.doesNotMatch(text, /hunter2/);
  });
}
