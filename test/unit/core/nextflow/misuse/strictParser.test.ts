import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strictParser } from '../../../../../src/core/nextflow/misuse/strictParser.ts';

for (const [version, required, parser, expected] of [
  [null, null, null, null],
  [null, null, 'v1', null],
  [null, null, 'v2', 'in-force'],
  ['24.10.0', null, null, null],
  ['24.10.0', null, 'v2', null],
  ['24.10.0', '!>=26.04.0', null, null],
  ['25.04.4', null, null, 'optional'],
  ['25.10.7', null, 'v2', 'in-force'],
  ['25.10.7', null, 'v1', null],
  ['26.04.6', null, null, 'in-force'],
  ['26.08.0-edge', null, null, 'in-force'],
  ['26.04.6', '>=23.04.0', null, 'in-force'],
  ['26.04.6', null, 'v1', null],
  [null, '!>=23.04.0', null, null],
  [null, '>=24.10', 'v2', 'in-force'],
  [null, '!>=25.04.0', null, 'optional'],
  [null, '25.10+', null, 'optional'],
  [null, '>= 26.04.1, <27', null, 'in-force'],
  [null, '26.04.6', null, 'in-force'],
  [null, '<26.04', null, null],
  [null, '!=26.04.0', null, null],
  ['latest', '>26.04', null, 'in-force'],
  [null, 'newest', null, null],
] as const) {
  test(`${JSON.stringify({ version, required, parser })}: ${expected ?? 'nothing known'}`, () => {
    assert.equal(strictParser({ version, required, parser }), expected);
  });
}
