import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { isTooCommon } from '../../../../src/core/arrival/isTooCommon.ts';
import { isTooShort } from '../../../../src/core/arrival/isTooShort.ts';
import { folded } from '../../../../src/core/leaks/folded.ts';
import { Needles } from '../../../../src/core/leaks/needles.ts';
import { Redactor } from '../../../../src/core/leaks/redactor.ts';
import { families } from '../../../support/leakFamilies.ts';
import { base64Around, leakForms } from '../../../support/leakForms.ts';
import { Random, randomSeed } from '../../../support/random.ts';

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
function isSought(value: string): boolean {
  const left = [value, `"${value}"`].map(each => folded(each).bytes.length);
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

/** Parts that one program or another treats in a way of its own, of a kind each. */
const kinds: readonly (readonly string[])[] = [
  String.raw`\n \r \t \x41 \u0041 \101 \" \' \\ \e \b \0 \x \u \u{41} \ `.split(' '),
  '&lt; &amp; &#39; &#x27; &quot; &apos; &eacute; & &# &amp;amp; &nbsp; &#110;'.split(' '),
  '%41 %25 %5c %5C %0a %a9 %C3%A9 % %2 %2541 %u20AC %27 %22 %6e'.split(' '),
  [`'`, '"', '`', '$', `''`, '""', String.raw`'\''`],
  ['\n', '\r\n', '\t', ' ', '  ', '+', '='],
  ['é', '€', '😀', 'ü', 'e\u0301', '\u00a0', '\u0085', 'ñ', '\u{1f469}\u200d\u{1f4bb}'],
  Array.from('abcdefnrtuxABCDEF0123456789zZkK-_/.'),
  Array.from('abcdefnrtuxABCDEF0123456789zZkK-_/.'),
  Array.from('!#*()[]{}<>|;:,?@^~'),
];

function nastyValue(random: Random): string {
  for (;;) {
    const chosen = Array.from({ length: 1 + random.below(5) }, () => random.pick(kinds));
    const length = random.pick([4, 8, 12, 20, 30, 300]);
    const value = Array.from({ length }, () => random.pick(random.pick(chosen))).join('');
    // Of what is hardly anything but quotes only the value as it is is known.
    if (value.trim().length >= 8 && folded(value).bytes.trim().length >= 8 && isSought(value)) {
      return value;
    }
  }
}

/** How many characters are not quoting and escapes beside what was taken out. */
function leftOf(shown: string): number {
  return folded(shown.replaceAll('[secret S0]', '\0')).bytes.replace(/[\0\r]/g, '').length;
}

/** What a form has around any value: the most of a few that have nothing of their own to escape. */
const plain = ['KwQzKwQzKwQzKwQz', 'KwQzKw QzKwQz', 'KwQzKwQz\nKwQzKwQz'];

/** With the secret itself, since one of its lines may be just what stands around any value. */
function plainWith(secret: string): readonly { value: string; needles: Needles }[] {
  return plain.map(value => ({
    value,
    needles: new Needles([secret, value].map(each => ({ name: 'S0', value: each }))),
  }));
}

function redactOf(needles: Needles, text: string, at = text.length): string {
  const redactor = new Redactor(needles);
  return redactor.push(text.slice(0, at)) + redactor.push(text.slice(at)) + redactor.flush();
}

/** Digits are digits of the value alone, so nothing stands in them but it. */
const outer = Object.keys(families).filter(
  name => !/^(?:as it is|base64|hex)/.test(name) && families[name],
);

/** A family, or two or three, each of what the one before wrote. */
function composed(random: Random, depth: number): readonly string[] {
  return Array.from({ length: depth }, (_, at) =>
    random.pick(at === 0 ? Object.keys(families) : outer),
  );
}

function written(names: readonly string[], value: string): string {
  return names.reduce((text, name) => families[name]?.(text) ?? text, value);
}

/** A `+` of a form is a blank or a digit of base64, and nobody can tell. */
function isAmbiguous(names: readonly string[]): boolean {
  return names[0] === 'base64 in lines, indented' && names.includes('URL of a form');
}

const seed = randomSeed();
const cases = Number(process.env['NFS_CASES'] ?? 2000);
/** A character of base64 and of hexadecimal digits that a value shares with what stands beside it, and carriage returns. */
const mostLeft = 8;

test(`nothing of a value passes in any family or families inside one another (NFS_SEED=${seed})`, () => {
  const random = new Random(seed);
  for (let done = 0; done < cases; done += 20) {
    const value = nastyValue(random);
    const needles = new Needles([{ name: 'S0', value }]);
    const others = plainWith(value);
    for (let at = 0; at < 20; at += 1) {
      const names = composed(random, 1 + random.below(3));
      const form = `-- ${written(names, value)} --`;
      const shown = redactOf(needles, form);
      const report = JSON.stringify({ seed, names, value, form, shown });
      const frames = others.map(each =>
        leftOf(redactOf(each.needles, `-- ${written(names, each.value)} --`)),
      );
      if (!isAmbiguous(names)) {
        assert.ok(leftOf(shown) <= Math.max(...frames) + mostLeft, report);
        assert.ok(shown.includes('[secret S0]'), report);
      }
      assert.equal(redactOf(needles, form, random.below(form.length)), shown, report);
    }
  }
});

test(`no boundary of chunks makes a difference (NFS_SEED=${seed})`, () => {
  const random = new Random(seed);
  for (let done = 0; done < 40; done += 1) {
    const needles = new Needles([{ name: 'S0', value: nastyValue(random) }]);
    const names = composed(random, 1 + random.below(3));
    const form = `-- ${written(names, nastyValue(random)).slice(0, 400)} --`;
    const whole = redactOf(needles, form);
    for (let at = 1; at < form.length; at += 1) {
      assert.equal(redactOf(needles, form, at), whole, JSON.stringify({ seed, names, form, at }));
    }
  }
});

test('what a value has escaped itself is undone as far as what a program escaped', () => {
  for (const [value, ...names] of [
    // Quoting that it has escaped itself.
    [String.raw`"&#39;\r"&lt;\n$&amp;&#39;&lt;`, 'JSON in JSON in JSON'],
    [String.raw`&quot;&#39;\x27\r'\x22$key-of-mine`, 'JSON in JSON'],
    [String.raw`%27%22%5c%24'\u0027"key-of-mine`, 'HTML in JSON'],
    // A backslash of an escape, in front of what is escaped itself.
    ['"\\r"\\n\\1&#39;\\"%5cb%1e%d0&lt;%a9\'%ce', 'all as decimal entities'],
    [String.raw`\\r\\<.\n\n};\u0041key`, 'all as \\u'],
    [String.raw`\%6e\&#110;key-of-mine`, 'URL, every byte'],
    // The same, behind another that an escape gave.
    [String.raw`9%5c\&#110;key-of-mine`, 'HTML in JSON'],
    [String.raw`key%5c\\&#110;of-mine`, 'HTML in JSON'],
    // A backslash that quotes what begins an escape.
    ['&#110;key-of-mine', 'printf %q'],
    ['key-of-mine', 'all as hexadecimal entities', 'printf %q'],
    // Escapes of one kind in those of another, either way.
    ['key<&>"of"\'mine', 'HTML, named', 'URL of JavaScript'],
    ['key<&>"of"\'mine', 'all as hexadecimal entities', 'URL in a URL'],
    ['key<&>"of"\'mine', 'all as \\x', 'all as decimal entities'],
    ['key<&>"of"\'mine', 'hex', 'all as \\x'],
    ['%5C&#110;key-of-mine', 'HTML, named'],
    // A backslash beside the sign of another escape, at either end.
    ['key-of-mine%\\', 'all as decimal entities'],
    [String.raw`\&key-of-mine`, 'all as \\u'],
    [String.raw`\%key-of-mine`, 'all as hexadecimal entities'],
    // An escape that is not complete at the end.
    [String.raw`key-of-mine\0\0\0`, 'JSON'],
  ] as const) {
    const shown = redact([value], [`-- ${written(names, value)} --`]);
    assert.ok(leftOf(shown) <= '--  --'.length + 4, JSON.stringify({ value, names, shown }));
    assert.match(shown, /\[secret S0\]/);
  }
});

test('lines that Node puts together are one value, whichever quotes they have', () => {
  // A beginning of a value that is too short to be searched as a line of its own.
  const value = `"?"\`\n>it's "mine" of-a-key, and it is so long\n'and\tits end is far from where it began'`;
  const written = inspect([value]);
  assert.match(written, /' \+\n\s*`/);
  assert.match(redact([value], [written]), /^\[\s*\[secret S0\]\s*\]$/);
  // What looks like them and is not keeps the value's own backtick.
  const other = "`x0[ it's mine";
  assert.match(
    redact([other], [`"key"\n${other}\n"+\n ${other}`]),
    /^"key"\n\[secret S0\]\n"\+\n \[secret S0\]$/,
  );
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
  const secrets = ['123', '      ', ' abc\n', '12345', 'work', '24.10.0', '10.20.30.40'].map(
    (value, at) => ({
      name: `S${at}`,
      value,
    }),
  );
  assert.deepEqual(new Needles(secrets).tooShort, ['S0', 'S1', 'S2']);
  assert.deepEqual(new Needles(secrets).tooCommon, ['S4', 'S5']);
});

test('time is in proportion to the text, also with a beginning that is held back', () => {
  const value = `${'a'.repeat(100_000)}b`;
  // One character at a time, each of which moves the beginning of what may be the value.
  assert.equal(redact([value], Array.from('a'.repeat(300_000))).length, 300_000);
});
