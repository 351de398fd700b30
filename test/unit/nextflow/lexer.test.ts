import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { analyse } from '../../../src/core/nextflow/analysis.ts';
import { lex } from '../../../src/core/nextflow/lexer.ts';

const pieces = [
  ...[
    'secrets',
    '.',
    '?.',
    'A',
    'B1',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    "'",
    '"',
    "'''",
    '"""',
    '/',
    '$/',
    '/$',
  ],
  ...[
    '$',
    '${',
    '\\',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '//',
    '/*',
    '*/',
    ',',
    ';',
    ':',
    '?',
    '?:',
    '=',
    '!',
    '->',
  ],
  ...[
    'process',
    'P',
    'secret',
    'script:',
    'shell:',
    'withName:',
    'workflow',
    'if',
    'def',
    '!{',
    '\u0000',
    '\ud800',
    '\ufeff',
  ],
];
/** Text that looks enough like Groovy to reach every corner, and any text at all. */
const source = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map(parts => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

test('tokens tile any text', () => {
  fc.assert(
    fc.property(source, text => {
      assert.equal(
        lex(text)
          .map(token => token.text)
          .join(''),
        text,
      );
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

test('deep nesting needs no deep stack', () => {
  for (const opening of ['"${', '(', '[', '{', 'process P { secret [', 'secrets[']) {
    assert.ok(analyse(opening.repeat(100_000), 'script').references.length >= 0);
  }
});
