import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Redactor } from '../../../src/core/runs/redactor.ts';

function redact(values: readonly string[], chunks: readonly string[]): string {
  const redactor = new Redactor(values.map((value, at) => ({ name: `S${at}`, value })));
  return chunks.map(chunk => redactor.push(chunk)).join('') + redactor.flush();
}

test('a value never passes, however the text is cut', () => {
  const value = fc.string({ minLength: 4, maxLength: 20 });
  const text = fc.array(fc.oneof(fc.string(), fc.constant('\u0001')), { maxLength: 6 });
  fc.assert(
    fc.property(value, text, fc.array(fc.nat(50)), (secret, parts, cuts) => {
      // The placeholder itself may hold the value of a secret that is called like it.
      fc.pre(!'[secret S0]'.includes(secret) && !secret.includes('\u0001'));
      const whole = parts.join('').replaceAll('\u0001', secret);
      const chunks: string[] = [];
      let rest = whole;
      for (const cut of cuts) {
        chunks.push(rest.slice(0, cut));
        rest = rest.slice(cut);
      }
      const plain = redact([secret], [...chunks, rest]).replaceAll('[secret S0]', '\u0002');
      assert.ok(!plain.includes(secret));
    }),
  );
});

test('text without a value passes as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]*$/)), chunks => {
      assert.equal(redact(['UPPER'], chunks), chunks.join(''));
    }),
  );
});

const value = 'p@ss "word"\\1';
for (const [form, text] of [
  ['as it is', value],
  ['in base64', Buffer.from(value).toString('base64')],
  ['in base64 for URLs', Buffer.from(value).toString('base64url')],
  ['URL-encoded', encodeURIComponent(value)],
  ['JSON-escaped', JSON.stringify(value).slice(1, -1)],
  ['escaped for the shell', value.replace(/[\\"`]/g, '\\$&')],
] as const) {
  test(`a value is taken out ${form}`, () => {
    assert.match(redact([value], [`a ${text} b`]), /^a \[secret S0\]=* b$/);
  });
}

test('long lines of a value of several lines are taken out one by one', () => {
  assert.equal(redact(['first line\n}\nsecond line'], ['second line', ' }']), '[secret S0] }');
});

test('values too short to redact are named', () => {
  assert.deepEqual(new Redactor([{ name: 'PIN', value: '123' }]).unprotected, ['PIN']);
});
