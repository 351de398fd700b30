import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLaunch } from '../../../support/pipelineReading.ts';

interface ByParams {
  readonly what: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly words?: string[];
  readonly secret?: string;
  readonly addParams?: string;
  readonly names: readonly (string | null)[];
}

const configured = { 'nextflow.config': "params.key = 'ONE'" };

for (const { what, files = {}, words = [], secret = 'params.key', addParams = '', names } of [
  { what: 'a config sets', files: configured, names: ['ONE'] },
  { what: 'a script sets', files: { 'main.nf': "params.key = 'TWO'" }, names: ['TWO'] },
  { what: 'a launch gives', files: configured, words: ['--key', 'SIX'], names: ['SIX'] },
  {
    what: 'a launch gives with hyphens',
    words: ['--lab-key=B'],
    secret: '"${params.labKey}_X"',
    names: ['B_X'],
  },
  { what: 'a launch takes away', files: configured, words: ['--key='], names: [] },
  { what: 'nobody sets', names: [null] },
  {
    what: 'is a part of an expression',
    files: configured,
    secret: 'params.key + 1',
    names: [null],
  },
  {
    what: 'two scripts set',
    files: { 'main.nf': "params.key = 'TWO'", 'm.nf': "params.key = 'ONE'" },
    names: [null],
  },
  { what: 'an include gives', files: configured, addParams: " addParams(key: 'X')", names: [null] },
] satisfies readonly ByParams[] as readonly ByParams[]) {
  test(`a secret by a param that ${what} is named as a run names it`, async () => {
    const { 'main.nf': first = '', 'm.nf': own = '', 'nextflow.config': config = '' } = files;
    const texts = {
      'main.nf': `${first}\ninclude { P } from './m'${addParams}\nworkflow { P() }\n`,
      'm.nf': `${own}\nprocess P {\n  secret ${secret}\n  script: 'x'\n}\n`,
      'nextflow.config': config,
    };
    const { uses } = await readLaunch(texts, { options: { extraArguments: words } });
    assert.deepEqual(
      uses.map(({ reference }) => reference.name),
      names,
    );
  });
}
