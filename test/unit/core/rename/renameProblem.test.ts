import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renameProblem } from '../../../../src/core/rename/renameProblem.ts';
import { catalog } from '../../../support/catalogs.ts';
import { pipelineOf } from '../../../support/pipelineTexts.ts';

const declaring = "process ALIGN {\n secret 'PW'\n script:\n 'echo $PW'\n}";

/** A new name for `PW`, the code, what is stored, and why it cannot be. */
for (const [to, code, stored, problem] of [
  ['NEW', declaring, {}, null],
  ['PW', declaring, {}, 'The secret already has this name.'],
  ['my-key', declaring, {}, 'A name can have only letters, digits and underscores.'],
  ['A__B', declaring, {}, 'A name cannot have two underscores in a row.'],
  ['X', declaring, {}, 'A name must have at least 2 characters.'],
  [
    'NEW',
    declaring,
    { user: ['NEW'] },
    'You already have a secret NEW, and two secrets cannot be merged.',
  ],
  [
    'NEW',
    declaring,
    { workspace: ['NEW'] },
    'The workspace already has a secret NEW, and two secrets cannot be merged.',
  ],
  // What is not known is no reason.
  ['NEW', declaring, { workspace: 'failed' }, null],
  [
    'NEW',
    `${declaring}\nworkflow { x = secrets.NEW }`,
    {},
    'The code already uses another secret NEW, in 1 place.',
  ],
  [
    'NEW',
    declaring.replace('echo', 'NEW=1; echo'),
    {},
    'A script that receives it already uses a variable NEW (main.nf:4).',
  ],
  [
    'NEW',
    declaring.replace('echo', 'echo $NEW'),
    {},
    'A script that receives it already uses a variable NEW (main.nf:4).',
  ],
  [
    'NEW',
    declaring.replace('script:', "input:\n env 'NEW'\n script:"),
    {},
    'ALIGN already has an input variable NEW.',
  ],
  [
    'NEW',
    declaring.replace('script:', 'input:\n env(NEW)\n script:'),
    {},
    'ALIGN already has an input variable NEW.',
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
    'The config already sets a variable NEW for every task.',
  );
});
