import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse, analyseConfig } from '../../../../../src/core/nextflow/files/analyse.ts';
import { secretsOf } from '../../../../../src/core/runs/backends/processSecrets.ts';

const config =
  "process { withLabel: big { secret = ['BIG'] }\n withLabel: small { secret = ['SMALL'] } }\n";

for (const [what, label, names] of [
  ['of a label', "'big'", ['BIG']],
  ['of no label', "'other'", ['OWN']],
  [
    'of any label, where only a run can tell',
    "params.x ? 'big' : 'small'",
    ['BIG', 'OWN', 'SMALL'],
  ],
] as const) {
  test(`a process asks for the secrets ${what}`, () => {
    const script = analyse(
      `process P {\n  label ${label}\n  secret 'OWN'\n  script: 'x'\n}\n`,
      'script',
    );
    const { references, settings } = analyseConfig(config);
    const [process] = script.processes;
    assert.ok(process);
    const found = secretsOf(process, [...script.references, ...references], settings);
    assert.deepEqual([...found.names].sort(), names);
  });
}
