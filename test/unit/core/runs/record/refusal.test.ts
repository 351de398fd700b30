import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProgressCounter } from '../../../../../src/core/runs/output/progressCounter.ts';
import { refusalText } from '../../../../../src/core/runs/record/refusal.ts';
import { refusalSteps } from '../../../../../src/editor/ui/presentFailure.ts';

const task = '[ab/cdef12] Submitted process > PARSE\n';

for (const [refused, output] of [
  [
    'store-open',
    'Invalid permissions for secret store file: /r/secrets.json - It is required that your secret store file is NOT accessible by others.',
  ],
  [
    'store-malformed',
    'ERROR ~ com.google.gson.stream.MalformedJsonException: Unterminated string at line 1 column 12 path $[0].name',
  ],
  [
    'store-malformed',
    'ERROR ~ java.lang.IllegalStateException: Expected BEGIN_ARRAY but was STRING at line 1 column 1 path $',
  ],
  [
    'java',
    "\u001b[31mERROR: Cannot find Java or it's a wrong version -- please make sure that Java 17 or later (up to 24) is installed\u001b[0m",
  ],
  [null, 'ERROR ~ No such variable: secrets'],
  // A pipeline may read JSON too.
  [null, `${task}ERROR ~ MalformedJsonException: Unterminated string at line 1 column 2 path $`],
] as const) {
  test(`${refused ?? 'no refusal'} is told by ${output.slice(0, 60)}`, () => {
    const counter = new ProgressCounter();
    counter.output(`Launching \`main.nf\` [big_ride] DSL2\n${output}\n`);
    const { error } = counter.current;
    assert.equal(counter.current.refused, refused);
    assert.ok(error !== null && !error.includes('\u001b') && !error.includes('ERROR'));
    if (refused !== null) {
      assert.match(refusalText(refused, error), /^(Nextflow|Cannot) [^!]*[^.]$/);
      assert.equal(refusalSteps(refused).length, 1);
    }
  });
}
