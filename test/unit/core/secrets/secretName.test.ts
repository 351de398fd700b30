import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseSecretName, suggestName } from '../../../../src/core/secrets/secretName.ts';

for (const [text, expected] of [
  ['TOKEN', 'ok'],
  ['_token_1_', 'ok'],
  ['A', 'too-short'],
  ['', 'too-short'],
  ['1TOKEN', 'bad-start'],
  ['MY-TOKEN', 'bad-character'],
  ['TOKEN\n', 'bad-character'],
  ['TÖKEN', 'bad-character'],
  ['MY__TOKEN', 'double-underscore'],
  ['A'.repeat(101), 'too-long'],
  ['A'.repeat(100), 'ok'],
  [`A${'_A'.repeat(24)}_`, 'ok'],
  [`A${'_A'.repeat(25)}`, 'too-many-parts'],
] as const) {
  test(`${JSON.stringify(text.slice(0, 12))} is ${expected}`, () => {
    const result = parseSecretName(text);
    assert.equal(result.ok ? 'ok' : result.error, expected);
  });
}

test('agrees with the published pattern on every short name', () => {
  const published = /^[a-zA-Z_](?:[0-9A-Za-z]+|(_)(?!\1)){1,49}$/;
  let names = [''];
  for (let length = 1; length <= 5; length++) {
    names = names.flatMap(name => ['a', 'Z', '0', '_', '-'].map(char => name + char));
    for (const name of names) {
      // Nextflow refuses a leading `__`, which the published pattern lets through.
      const expected = published.test(name) && !name.startsWith('__');
      assert.equal(parseSecretName(name).ok, expected, name);
    }
  }
});

test('a hostile name is refused at once', { timeout: 60_000 }, () => {
  assert.deepEqual(parseSecretName(`${'A'.repeat(99)}-`), { ok: false, error: 'bad-character' });
});

for (const [text, suggestion] of [
  ['my-key', 'MY_KEY'],
  ['db password', 'DB_PASSWORD'],
  ['1st', '_1ST'],
  ['MY__TOKEN', 'MY_TOKEN'],
  ['--', null],
  ['a', null],
] as const) {
  test(`for ${text} the suggestion is ${String(suggestion)}`, () => {
    assert.equal(suggestName(text), suggestion);
  });
}

test('a suggestion for any text is a legal name', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary', maxLength: 500 })), text => {
      const suggestion = suggestName(text);
      assert.ok(suggestion === null || parseSecretName(suggestion).ok);
    }),
  );
});
