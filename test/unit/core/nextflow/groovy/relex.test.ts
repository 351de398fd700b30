import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lex } from '../../../../../src/core/nextflow/groovy/lex.ts';
import { lexLines, relex } from '../../../../../src/core/nextflow/groovy/relex.ts';
import { pieces } from '../../../../support/pieces.ts';

const source = fc
  .array(fc.constantFrom(...pieces, '\n', '\n', '\n', ' x ', 'process P {\n'), { maxLength: 80 })
  .map(parts => parts.join(''));
/** Where a change begins, how much it takes away, and what it puts there. */
const change = fc.tuple(fc.nat(300), fc.nat(20), source);

test('a changed text has the tokens that it has when it is read again, change after change', () => {
  fc.assert(
    fc.property(source, fc.array(change, { maxLength: 5 }), (first, changes) => {
      let text = first;
      let lexed = lexLines(text);
      for (const [at, removed, added] of changes) {
        const from = Math.min(at, text.length);
        text = text.slice(0, from) + added + text.slice(from + removed);
        lexed = relex(lexed, text);
        assert.deepEqual([...lexed.tokens], [...lex(text)]);
        const again = lexLines(text);
        assert.deepEqual(
          lexed.lines.map(({ tokens, slashyMayStart }) => [tokens, slashyMayStart]),
          again.lines.map(({ tokens, slashyMayStart }) => [tokens, slashyMayStart]),
        );
      }
    }),
    { numRuns: 3000 },
  );
});

test('every key of a script that is typed from its start to its end gives its tokens', () => {
  const script =
    'x = a / 2\nprocess P {\n secret \'A\'\n script: """\n echo ${1}\n"""\n}\ny = ~/b/\n';
  let lexed = lexLines('');
  for (let end = 1; end <= script.length; end += 1) {
    lexed = relex(lexed, script.slice(0, end));
    assert.deepEqual([...lexed.tokens], [...lex(script.slice(0, end))]);
  }
});
