import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import type { Work } from '../../../../../src/core/runs/launch/work.ts';
import { recordedWork } from '../../../../../src/core/runs/record/recordedWork.ts';

const cases: readonly (readonly [Work, unknown])[] = [
  [
    { kind: 'pipeline', options: plainOptions('/data/rnaseq/main.nf') },
    { kind: 'pipeline', script: '/data/rnaseq/main.nf' },
  ],
  [{ kind: 'terminal', shell: '/bin/zsh' }, { kind: 'terminal' }],
  [
    { kind: 'tests', file: 'tests/main.nf.test', only: 'has a secret' },
    { kind: 'tests', file: '/data/rnaseq/tests/main.nf.test' },
  ],
];

for (const [work, recorded] of cases) {
  test(`the record of a run tells its ${work.kind}, and no script where there is none`, () => {
    assert.deepEqual(recordedWork(work, '/data/rnaseq'), recorded);
  });
}
