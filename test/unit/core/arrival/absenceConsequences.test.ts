import assert from 'node:assert/strict';
import { test } from 'node:test';
import { absenceConsequences } from '../../../../src/core/arrival/absenceConsequences.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';

/** What stands in a workflow, and why its run ends without the secret. */
const rows: readonly (readonly [statement: string, reason: string])[] = [
  ['secrets.KEY.size()', 'null has no size()'],
  ['println secrets.KEY.length', 'null has no length'],
  ['def x = (int) secrets.KEY', 'the operator as int does not accept null'],
  ['def x = secrets.KEY as long', 'the operator as long does not accept null'],
  ['def x = secrets.KEY[0]', 'the operator [] does not accept null'],
  ["def x = secrets.KEY - 'a'", 'the operator - does not accept null'],
  ['assert secrets.KEY', 'the code requires KEY'],
  ["if (!secrets.KEY) { error 'set KEY' }", '“set KEY”'],
];

for (const [statement, reason] of rows) {
  test(`${statement}: ${reason}`, () => {
    const { references } = analyse(`workflow {\n  ${statement}\n}\n`, 'script');
    const uses = references.map(reference => ({ reference, at: 'main.nf:2' }));
    const briefs = absenceConsequences('KEY', uses).map(({ brief }) => brief);
    assert.deepEqual(briefs, [`the run ends: ${reason}`]);
  });
}
