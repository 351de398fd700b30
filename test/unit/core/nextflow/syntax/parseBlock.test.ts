import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { pieces } from '../../../../support/pieces.ts';

test('any text is read, whatever is in it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string()), { maxLength: 40 }),
      all => {
        analyse(`x = secrets.A\n${all.join('')}`, 'script');
        analyse(`x = secrets.A\n${all.join('')}`, 'config');
      },
    ),
  );
});

const repeated = [
  ...['(', '{', '[', '!', '-', 'a.', 'a?', 'a ? b : ', 'if (a) ', 'new ', 'f { ', '"${', 'a && '],
  ...['a + ', 'else if (a) {} ', '({ ', '((a ?: ', 'f(a) { f(b) ', 'a.b { '],
];

for (const part of repeated) {
  test(`a text of nothing but ${JSON.stringify(part)} is read without end`, () => {
    const text = `x = secrets.A\n${part.repeat(2000)}`;
    assert.equal(analyse(text, 'script').references.length, 1);
  });
}
