import assert from 'node:assert/strict';
import { test } from 'node:test';
import { printable } from '../../../../src/core/words/printable.ts';

const cases: Readonly<Record<string, string>> = {
  'main.nf': 'main.nf',
  'häuser/日本 (1).nf': 'häuser/日本 (1).nf',
  '\x1b]0;title\x07\x1b[2J': '\\x1b]0;title\\x07\\x1b[2J',
  'a\nrun  removed': 'a\\x0arun  removed',
  'a\r\tb\x7f': 'a\\x0d\\x09b\\x7f',
  'a\x9b31m': 'a\\x9b31m',
  'a\u2028b\u202egpj.exe': 'a\\u2028b\\u202egpj.exe',
};

for (const [text, printed] of Object.entries(cases)) {
  test(`${JSON.stringify(text)} is printed without what a terminal obeys`, () => {
    assert.equal(printable(text), printed);
  });
}
