import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isTooCommon } from '../../../../src/core/arrival/isTooCommon.ts';
import { isTooShort } from '../../../../src/core/arrival/isTooShort.ts';
import { folded } from '../../../../src/core/leaks/folded.ts';
import { Needles } from '../../../../src/core/leaks/needles.ts';
import { Redactor } from '../../../../src/core/leaks/redactor.ts';
import { families } from '../../../support/leakFamilies.ts';
import { base64Around, leakForms } from '../../../support/leakForms.ts';

function redact(values: readonly string[], chunks: readonly string[]): string {
  const needles = new Needles(values.map((value, at) => ({ name: `S${at}`, value })));
  const redactor = new Redactor(needles);
  return chunks.map(chunk => redactor.push(chunk)).join('') + redactor.flush();
}

function cut(text: string, lengths: readonly number[]): readonly string[] {
  const chunks: string[] = [];
  let rest = text;
  for (const length of lengths) {
    chunks.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return [...chunks, rest];
}

/** What some encoding or other treats in a way of its own. */
const special = Array.from('ab/+"\\\'$&<>~*! \r\n');

/**
 * Of values that are nothing but quotes and escapes nothing could be found, nor of those of which
 * only that is left where their lines are put together with quotes that a program writes around.
 */
const every = { backslashes: true, entities: true, percents: true, joins: true };
function isSought(value: string): boolean {
  const left = [value, `"${value}"`].map(each => folded(each, every).bytes.length);
  return Math.min(...left) >= 4 && !isTooCommon(value) && !isTooShort(value);
}

/** Values of any kind: one letter again and again, whole lines, characters with a meaning. */
const values = fc.array(
  fc
    .oneof(
      fc.string({ minLength: 4, maxLength: 40, unit: 'binary' }),
      fc.string({ minLength: 4, maxLength: 30, unit: fc.constantFrom('a', 'b') }),
      fc.string({ minLength: 4, maxLength: 60, unit: fc.constantFrom(...special) }),
    )
    .filter(isSought),
  { minLength: 1, maxLength: 5 },
);
/** What begins an escape may take the first characters of what follows: `%` those of `41`. */
const innocent = fc.string({ maxLength: 12 }).map(text => text.replace(/[\\%&]/g, '-'));
/** Parts behind each other: a value that ends in such a beginning is apart from the next one. */
const joined = (parts: readonly string[]): string =>
  parts.reduce((text, part) => `${text}${/[\\%&].{0,9}$/su.test(text) ? ' ' : ''}${part}`, '');
const cuts = fc.array(fc.nat(20), { maxLength: 12 });
/** Placeholders hold names, which may hold a value; then nothing can be said. */
const placeholders = /\[secret S\d\]/g;

test('no form of any value passes, however the text is cut', () => {
  const planted = values.chain(secrets =>
    fc.record({
      secrets: fc.constant(secrets),
      parts: fc.array(
        fc.oneof(
          innocent,
          fc.constantFrom(
            ...secrets.flatMap(value => [
              ...leakForms(value),
              ...base64Around(value).map(({ text }) => ` ${text} `),
            ]),
          ),
        ),
        { maxLength: 6 },
      ),
    }),
  );
  fc.assert(
    fc.property(planted, cuts, ({ secrets, parts }, lengths) => {
      const shown = redact(secrets, cut(joined(parts), lengths)).replace(placeholders, '\u0000');
      const telling = secrets.flatMap(value => base64Around(value).map(each => each.telling));
      for (const form of [...secrets.flatMap(value => leakForms(value)), ...telling]) {
        assert.ok(!shown.includes(form), JSON.stringify({ form, shown }));
      }
    }),
    { numRuns: 300 },
  );
});

/** What a program may put around a value to quote it, and a shared character of its base64. */
const around =
  /^(?:[$'"\\b]|&(?:amp;)*quot;){0,12}(?:\[secret S0\])+(?:[$'"\\=]|%3D|&(?:amp;)*quot;){0,12}$/;

/** Values that are not quotes and escapes alone: something must be left of them. */
const familyValues = fc
  .oneof(
    fc.string({ minLength: 4, maxLength: 40, unit: 'binary' }),
    fc.string({ minLength: 4, maxLength: 60, unit: fc.constantFrom(...special) }),
    fc.string({ minLength: 8, maxLength: 400, unit: 'grapheme-ascii' }),
    fc.stringMatching(/^(?:\\[nrtxue0-7"\\]|%[0-9a-f]{2}|&(?:lt|amp|#39);|[a-z'"$]){4,20}$/),
    fc.constantFrom(
      "it's-a-$ecret",
      'C:\\new\\tools',
      '100%25 of 4',
      'a&amp;b &lt; c',
      "x'y\nz\\n",
    ),
  )
  .map(value => value.toWellFormed().trim())
  .filter(isSought);

/** The same values each time; `NFS_SEED` draws others, as of `test/real/leakFamilies.test.ts`. */
const seed = Number(process.env['NFS_SEED'] ?? 1);

for (const [family, escape] of Object.entries(families)) {
  test(`nothing of a value passes: ${family}`, () => {
    fc.assert(
      fc.property(familyValues, cuts, (value, lengths) => {
        const shown = redact([value], cut(`-- ${escape(value)} --`, lengths));
        // A plus at a value's end may stand for a blank, and takes one along that stands beside it.
        assert.match(shown.replace(/^-- ?| ?--$/g, ''), around, JSON.stringify({ value, shown }));
      }),
      { numRuns: 200, seed },
    );
  });
}

test('quoting that a value has escaped itself counts among what is passed over', () => {
  for (const value of [
    String.raw`"&#39;\r"&lt;\n$&amp;&#39;&lt;`,
    String.raw`&quot;&#39;\x27\r'\x22$key-of-mine`,
    String.raw`%27%22%5c%24'\u0027"key-of-mine`,
  ]) {
    for (const family of ['JSON in JSON in JSON', 'JSON in JSON', 'HTML in JSON'] as const) {
      const shown = redact([value], [`-- ${families[family]?.(value) ?? ''} --`]);
      assert.match(shown.replace(/^-- | --$/g, ''), around, JSON.stringify({ value, shown }));
    }
  }
});

test('how the text is cut makes no difference', () => {
  fc.assert(
    fc.property(values, fc.array(innocent), cuts, (secrets, parts, lengths) => {
      const text = parts.flatMap((part, at) => [part, secrets[at % secrets.length]]).join('');
      assert.equal(redact(secrets, cut(text, lengths)), redact(secrets, [text]));
      assert.equal(redact(secrets, Array.from(text)), redact(secrets, [text]));
    }),
  );
});

test('text without any form passes as it is', () => {
  // Letters of which no value has any, in no form; line ends must not be lost on the way either.
  const text = fc.array(fc.string({ unit: fc.constantFrom('!', '@', ' ', '\r', '\n', 'é') }));
  const secrets = fc.array(fc.string({ minLength: 4, unit: fc.constantFrom('x', 'y', '\n') }));
  fc.assert(
    fc.property(secrets, text, (withheld, chunks) => {
      assert.equal(redact(withheld, chunks), chunks.join(''));
    }),
  );
});

test('a beginning that comes to nothing passes as it is', () => {
  assert.equal(redact(['password'], ['pass', 'wor', 't passwor']), 'passwort passwor');
});

test('values that overlap are taken out as one', () => {
  assert.equal(
    redact(['abcdef', 'defghi', 'cdef'], ['-abcde', 'fghi-abcdef-']),
    '-[secret S0]-[secret S0]-',
  );
});

test('basic authentication is taken out of its base64', () => {
  for (const user of ['a', 'ad', 'ada']) {
    const header = Buffer.from(`${user}:hunter2-hunter2`).toString('base64');
    assert.match(
      redact(['hunter2-hunter2'], [`Authorization: Basic ${header}`]),
      /^Authorization: Basic \w+\[secret S0\]\w{0,2}=*$/,
    );
  }
});

test('base64 is taken out wherever its lines break', () => {
  const text = Buffer.from(`before ${'s3cret '.repeat(20)}`).toString('base64');
  const wrapped = text.replace(/.{10}/g, '$&\r\n');
  const shown = redact(['s3cret '.repeat(20).trim()], [wrapped]);
  assert.match(shown, /^\w{10}\r\n\[secret S0\]\w$/);
});

test('long lines of a value are taken out one by one, with either line end', () => {
  const value = 'first line\n}\nsecond line\n';
  assert.equal(redact([value], ['second line', ' }']), '[secret S0] }');
  assert.equal(redact([value], ['-first line\r\n}\nsecond line\r\n-']), '-[secret S0]-');
});

test('a value is taken out without the line end that a file gave it', () => {
  assert.equal(redact(['hunter2\n'], ['-hunter2-']), '-[secret S0]-');
});

test('values too short or too common to redact are named', () => {
  const secrets = ['123', '      ', ' abc\n', '12345', 'work'].map((value, at) => ({
    name: `S${at}`,
    value,
  }));
  assert.deepEqual(new Needles(secrets).tooShort, ['S0', 'S1', 'S2']);
  assert.deepEqual(new Needles(secrets).tooCommon, ['S4']);
});

test('time is in proportion to the text, also with a beginning that is held back', () => {
  const value = `${'a'.repeat(100_000)}b`;
  // One character at a time, each of which moves the beginning of what may be the value.
  assert.equal(redact([value], Array.from('a'.repeat(300_000))).length, 300_000);
});
