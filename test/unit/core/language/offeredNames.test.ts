import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredNames } from '../../../../src/core/language/offeredNames.ts';
import { analyse } from '../../../../src/core/nextflow/files/analyse.ts';
import { catalog } from '../../../support/catalogs.ts';

type Known = Parameters<typeof catalog>[0];

const code = `
process P {
  secret 'NEEDED_10', 'NEEDED_2'
  script:
  'x'
}
workflow { x = secrets.HOOK ?: ''; y = secrets['my-key']; z = secrets.A; w = secrets.TYP }
`;

/** What is known, and what is offered where `TYP` is being typed. */
const rows: readonly (readonly [Known, readonly string[]])[] = [
  [
    { user: [], workspace: [] },
    ['HOOK: optional, not set', 'NEEDED_2: missing', 'NEEDED_10: missing'],
  ],
  [
    { user: ['S_10', 'S_2', 'HOOK'], workspace: ['S_2', 'W_1'] },
    [
      'HOOK: yours',
      'S_2: yours, overrides workspace',
      'S_10: yours',
      'W_1: workspace',
      'NEEDED_2: missing',
      'NEEDED_10: missing',
    ],
  ],
  [
    { user: 'loading', workspace: ['W_1'] },
    [
      'W_1: workspace',
      'HOOK: used elsewhere',
      'NEEDED_2: used elsewhere',
      'NEEDED_10: used elsewhere',
    ],
  ],
];

for (const [known, expected] of rows) {
  test(`names are offered with their origin, legal ones only: ${JSON.stringify(known)}`, () => {
    const { references } = analyse(code, 'script');
    const whole = catalog(known);
    const offered = offeredNames(whole.names, references, 'TYP', name => whole.resolve(name));
    assert.deepEqual(
      offered.map(({ name, origin }) => `${name}: ${origin}`),
      expected,
    );
  });
}
