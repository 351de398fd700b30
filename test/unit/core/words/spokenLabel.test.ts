import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inOneLine, spokenLabel } from '../../../../src/core/words/spokenLabel.ts';

test('what another program says in several lines stands in one', () => {
  assert.equal(
    inOneLine(' No such variable: x\n\n -- Check\tscript \r\n'),
    'No such variable: x -- Check script',
  );
});

test('no row is long to listen to, and it ends at a word', () => {
  const spoken = spokenLabel(`main.nf, ${'the role may not\ndo that. '.repeat(30)}`);
  assert.ok(spoken.length <= 200, spoken);
  assert.match(spoken, /^main\.nf, the role may not do that\..* \w+\.?…$/);
  assert.equal(spokenLabel('KEY, used in 2 places'), 'KEY, used in 2 places');
});
