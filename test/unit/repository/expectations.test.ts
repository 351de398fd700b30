import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elsewhere, names } from '../../../tools/texts/elsewhere.mjs';
import { changedSince, expectationsOf, outdated } from '../../../tools/texts/expectations.mjs';
import { phrasesOf } from '../../../tools/texts/phrases.mjs';
import { expectations, otherTexts, productTexts } from '../../../tools/texts/read.mjs';

const all = expectations();
const product = productTexts();
const others = otherTexts();

test('real, host and browser tests expect texts that the product has', () => {
  const found = outdated(all, [...product, ...others]);
  assert.deepEqual(
    found.map(({ place, literal }) => `${place}: ${literal}`),
    [],
    'no text of src has these words; what others say or tests make up stands in tools/texts/elsewhere.mjs',
  );
});

test('what is listed as no text of the product is still expected', () => {
  const made = others.filter(text => !elsewhere.includes(text));
  const phrases = (text: string) => phrasesOf(text).map(({ words }) => ` ${words.join(' ')} `);
  const needed = outdated(all, [...product, ...made]).flatMap(({ text }) => phrases(text));
  const unused = elsewhere.filter(
    text => !phrases(text).some(phrase => needed.some(one => one.includes(phrase))),
  );
  assert.deepEqual(unused, []);
  assert.ok(names.every(name => all.some(({ text }) => text.includes(name))));
});

const texts = [
  'No secret is named {0}: {1}.',
  '{0} fails when its first task is submitted',
  'yours',
];

for (const [literal, expected] of [
  ['/No secret is named DB_USR/', true],
  ['/^No secret is named \\w+: ALIGN fails when its/', true],
  ["'No secret is named DB_USR: ALIGN fails when its first task is submitted.'", true],
  ["'yours, 2, no secret is named X'", true],
  ['/No secret has the name DB_USR/', false],
  ["'ALIGN fails when its last task is submitted'", false],
  ['/(?:is named|has the name) DB_USR/', false],
  ["'KEY'", true],
] as const) {
  test(`${expected ? 'is' : 'is not'} what some text says: ${literal}`, () => {
    const code = `test('a title of no text', () => { assert.match(shown, ${literal}, 'some message'); });`;
    assert.equal(
      outdated(expectationsOf({ path: 'some.ts', text: code }), texts).length,
      expected ? 0 : 1,
    );
  });
}

test('what a changed text said is found where another text says it too', () => {
  const expected = expectationsOf({
    path: 'some.ts',
    text: "row('does not answer'); row('is fine')",
  });
  const before = ['The store does not answer.', 'AWS does not answer.', 'It is fine.'];
  const now = ['The store is silent.', 'AWS does not answer.', 'It is fine.'];
  assert.deepEqual(
    changedSince(expected, before, now).map(({ literal }) => literal),
    ["'does not answer'"],
  );
});
