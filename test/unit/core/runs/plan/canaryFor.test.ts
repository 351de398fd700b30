import assert from 'node:assert/strict';
import { test } from 'node:test';
import { arrivalProblems, traitsOf } from '../../../../../src/core/arrival/valueTraits.ts';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { canaryFor, canaryNames } from '../../../../../src/core/runs/plan/canaryFor.ts';
import { runId } from '../../../../support/ids.ts';

const mark = runId('1k0K4WlGep8ZTM');

test('made-up values arrive in tasks as they are, and nobody takes them for a secret', () => {
  for (const name of ['API_TOKEN', 'SLACK_WEBHOOK']) {
    const value = canaryFor(name, mark).reveal();
    assert.deepEqual(arrivalProblems(name, traitsOf(value, [name, 'OTHER']), 'raw'), []);
    assert.match(value, /canary.*not-a-secret/);
  }
  assert.match(canaryFor('SLACK_WEBHOOK', mark).reveal(), /^https:\/\/canary\.invalid\//);
});

test('every name that may be one gets a value, once; computed and malformed ones get none', () => {
  const { references } = analyse(
    "println secrets.B_1 + secrets.B_1 + secrets[n] + secrets['x-y']",
    'script',
  );
  const uses = references.map(reference => ({ reference, at: 'main.nf:1' }));
  assert.deepEqual(canaryNames(uses, ['ADDED']), ['ADDED', 'B_1']);
});
