import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { lex } from '../../../../../src/core/nextflow/groovy/lex.ts';
import { mentionsSecrets } from '../../../../../src/core/nextflow/secretWords.ts';
import { pieces } from '../../../../support/pieces.ts';

/** Text that looks enough like Groovy to reach every corner, and any text at all. */
const source = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

test('tokens tile any text', () => {
  fc.assert(
    fc.property(source, text => {
      assert.equal(Array.from(lex(text), token => token.text).join(''), text);
    }),
    { numRuns: 2000 },
  );
});

test('any text is analysed, in order and within itself', () => {
  fc.assert(
    fc.property(source, fc.constantFrom('script' as const, 'config' as const), (text, kind) => {
      let last = 0;
      for (const { span } of analyse(text, kind).references) {
        assert.ok(span.start >= last && span.end >= span.start && span.end <= text.length);
        last = span.start;
      }
    }),
    { numRuns: 2000 },
  );
});

test('the name of a plain reference is the text of its span', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z][A-Z0-9]{1,8}$/),
      fc.constantFrom(' ', '\n', '/* c */', ''),
      (name, gap) => {
        const text = `x = secrets${gap}.${gap}${name}\n`;
        const [found] = analyse(text, 'script').references;
        assert.deepEqual(
          [found?.name, text.slice(found?.span.start, found?.span.end)],
          [name, name],
        );
      },
    ),
  );
});

test('a string or a comment hides what is in it', () => {
  const code = fc.constantFrom(
    'secrets.A',
    "secret 'A'".replaceAll("'", ''),
    'process P { secrets.B }',
  );
  fc.assert(
    fc.property(
      code,
      fc.constantFrom(["'", "'"], ["'''", "'''"], ['/*', '*/'], ['//', '\n']),
      (text, [open, close]) => {
        assert.deepEqual(analyse(`${open}${text}${close}`, 'script').references, []);
      },
    ),
  );
});

/** What a text says, without where it says it. */
function said(text: string, kind: 'script' | 'config'): unknown[] {
  return analyse(text, kind).references.map(({ span: _, ...rest }) => rest);
}

const kinds = fc.constantFrom('script' as const, 'config' as const);

test('line ends of Windows change no reference, and move spans by what they are longer', () => {
  fc.assert(
    fc.property(source, kinds, (any, kind) => {
      const text = any.replaceAll('\r', '');
      const windows = text.replaceAll('\n', '\r\n');
      const here = analyse(text, kind).references;
      const there = analyse(windows, kind).references;
      const moved = (offset: number): number =>
        offset + (text.slice(0, offset).split('\n').length - 1);
      assert.deepEqual(
        there.map(({ kind: form, span }) => [form, span]),
        here.map(({ kind: form, span }) => [
          form,
          { start: moved(span.start), end: moved(span.end) },
        ]),
      );
      assert.deepEqual(
        there.map(({ name }) => name?.replaceAll('\r', '') ?? null),
        here.map(({ name }) => name),
      );
    }),
    { numRuns: 2000 },
  );
});

test('without its comments a text says the same', () => {
  fc.assert(
    fc.property(source, kinds, (text, kind) => {
      const bare = Array.from(lex(text), token =>
        token.kind === 'comment' ? ' ' : token.text,
      ).join('');
      assert.deepEqual(said(bare, kind), said(text, kind));
    }),
    { numRuns: 2000 },
  );
});

test('what is written after a whole script changes nothing of it', () => {
  const script = "process P {\n secret 'A'\n script: 'x'\n}\nworkflow { P(); x = secrets.B }\n";
  fc.assert(
    fc.property(source, rest => {
      assert.deepEqual(said(`${script}\n${rest}`, 'script').slice(0, 2), said(script, 'script'));
    }),
    { numRuns: 1000 },
  );
});

test('deep nesting needs no deep stack', () => {
  for (const opening of ['"${', '(', '[', '{', 'process P { secret [', 'secrets[']) {
    assert.ok(analyse(opening.repeat(100_000), 'script').references.length >= 0);
  }
});

test('what mentions no secret has no reference', () => {
  fc.assert(
    fc.property(source, kinds, (text, kind) => {
      assert.ok(mentionsSecrets(text) || analyse(text, kind).references.length === 0);
    }),
    { numRuns: 2000 },
  );
  const escaped = "process.'se\\u0063ret' = ['A']";
  assert.equal(analyse(escaped, 'config').references[0]?.name, 'A');
  assert.ok(mentionsSecrets(escaped));
});

test('what is nested deeper than Groovy can read counts as a comment', () => {
  for (const opening of ['(', '[', '{', '"${']) {
    const tokens = Array.from(lex(opening.repeat(1_000_000)));
    assert.equal(tokens.at(-1)?.end, opening.length * 1_000_000);
    assert.ok(tokens.length < 50_000, opening);
  }
});
