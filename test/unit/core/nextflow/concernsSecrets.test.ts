import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { concernsSecrets, isNearSecret } from '../../../../src/core/nextflow/concernsSecrets.ts';
import { mentionsSecrets } from '../../../../src/core/nextflow/secretWords.ts';

const letters = fc.integer({ min: 97, max: 122 }).map(code => String.fromCharCode(code));

/** `secret` with two neighbours changed, or a letter more, less or other behind its first. */
const slip = fc
  .tuple(fc.constantFrom('swap', 'more', 'less', 'other'), fc.integer({ min: 1, max: 5 }), letters)
  .map(([how, at, letter]) => {
    const [before, after] = ['secret'.slice(0, at), 'secret'.slice(at)];
    switch (how) {
      case 'swap':
        return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
      case 'more':
        return before + letter + after;
      case 'less':
        return before + after.slice(1);
      default:
        return before + letter + after.slice(1);
    }
  });

test('a slip of the pen is near, and a file that has nothing else is looked at', () => {
  fc.assert(
    fc.property(slip, fc.constantFrom(" 'A'", '("A")', " = ['A']"), (word, rest) => {
      assert.ok(word === 'secret' || isNearSecret(word), word);
      assert.ok(concernsSecrets(`process P {\n  ${word}${rest}\n}`), word);
    }),
  );
  for (const word of ['Secret', 'SECRET', 'Sercet', 'secrets', 'Secrets', 'secretes', 'sekret']) {
    assert.ok(isNearSecret(word) && concernsSecrets(`  ${word} 'A'`), word);
  }
});

test('words of pipelines are not near, nor is the directive itself', () => {
  for (const word of [
    ...['secret', 'script', 'scratch', 'select', 'section', 'sequence', 'server', 'set', 'seqs'],
    ...['shell', 'stub', 'collect', 'sort', 'service', 'segment', 'error', 'storeDir', 'target'],
  ]) {
    assert.ok(!isNearSecret(word), word);
  }
});

test('what mentions secrets concerns them, and an ordinary process does not', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom('secret', '\\u', ''), (text, word) => {
      assert.ok(!mentionsSecrets(text + word) || concernsSecrets(text + word));
    }),
  );
  const ordinary = `process P {\n  scratch true\n  script:\n  def select = ['a']\n  "sed 's/a/b/'"\n}`;
  assert.ok(!concernsSecrets(ordinary));
});
