import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renameProblem } from '../../../../src/core/rename/renameProblem.ts';
import { catalog } from '../../../support/catalogs.ts';
import { pipelineOf } from '../../../support/pipelineTexts.ts';

const declaring = "process ALIGN {\n secret 'PW'\n script:\n 'echo $PW'\n}";

/** A new name for `PW`, the code, what is stored, and why it cannot be. */
for (const [to, code, stored, problem] of [
  ['NEW', declaring, {}, null],
  ['PW', declaring, {}, 'That is its name already.'],
  ['my-key', declaring, {}, 'A name has only letters, digits and underscores.'],
  ['A__B', declaring, {}, 'A name has no two underscores in a row.'],
  ['X', declaring, {}, 'A name has at least 2 characters.'],
  [
    'NEW',
    declaring,
    { user: ['NEW'] },
    'You have a secret NEW already, and two cannot become one.',
  ],
  [
    'NEW',
    declaring,
    { workspace: ['NEW'] },
    'The workspace has a secret NEW already, and two cannot become one.',
  ],
  // What is not known is no reason.
  ['NEW', declaring, { workspace: 'failed' }, null],
  [
    'NEW',
    `${declaring}\nworkflow { x = secrets.NEW }`,
    {},
    'The code reads another secret NEW already, in 1 place.',
  ],
  [
    'NEW',
    declaring.replace('echo', 'NEW=1; echo'),
    {},
    'A script that gets it has a variable NEW already (main.nf:4).',
  ],
  [
    'NEW',
    declaring.replace('echo', 'echo $NEW'),
    {},
    'A script that gets it has a variable NEW already (main.nf:4).',
  ],
  [
    'NEW',
    declaring.replace('script:', "input:\n env 'NEW'\n script:"),
    {},
    'ALIGN takes a variable NEW as an input already.',
  ],
  [
    'NEW',
    declaring.replace('script:', 'input:\n env(NEW)\n script:'),
    {},
    'ALIGN takes a variable NEW as an input already.',
  ],
  // Another process has its own variables.
  ['NEW', `${declaring}\nprocess B {\n script:\n 'echo $NEW'\n}`, {}, null],
] as const) {
  test(`PW as ${to} in ${JSON.stringify(code)} beside ${JSON.stringify(stored)}: ${problem ?? 'fine'}`, () => {
    const known = catalog({ user: ['PW'], workspace: [], ...stored });
    assert.equal(renameProblem('PW', to, pipelineOf({ 'main.nf': code }), known), problem);
  });
}

test('a variable that the config sets for every task is in the way', () => {
  const files = pipelineOf({ 'main.nf': declaring, 'nextflow.config': "env { NEW = 'x' }" });
  const known = catalog({ user: ['PW'], workspace: [] });
  assert.equal(
    renameProblem('PW', 'NEW', files, known),
    'The config sets a variable NEW for every task already.',
  );
});
