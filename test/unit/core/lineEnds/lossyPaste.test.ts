import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  lossyPaste,
  mayHaveLostLineEnds,
  restored,
} from '../../../../src/core/lineEnds/lossyPaste.ts';

/** A box, a paste into it, and whether what comes out must be asked about. */
const pastes: readonly {
  readonly what: string;
  readonly before?: string;
  readonly after: string;
  readonly clipboard: string;
  readonly whole: string | null;
}[] = [
  { what: 'two lines', after: 'a b', clipboard: 'a\nb', whole: 'a\nb' },
  { what: 'two lines of Windows', after: 'a b', clipboard: 'a\r\nb\r\n', whole: 'a\r\nb\r\n' },
  { what: 'an empty line', after: 'a  b', clipboard: 'a\n\nb', whole: 'a\n\nb' },
  { what: 'a line end first', after: ' ab', clipboard: '\nab', whole: '\nab' },
  { what: 'a lone carriage return', after: 'a b', clipboard: 'a\rb', whole: 'a\rb' },
  {
    what: 'lines between typed ones',
    before: 'x--y',
    after: 'x-a b-y',
    clipboard: 'a\nb',
    whole: 'x-a\nb-y',
  },
  {
    what: 'lines in place of what was selected',
    before: 'a long text that was there',
    after: 'a b c there',
    clipboard: 'b\nc',
    whole: 'a b\nc there',
  },
  {
    what: 'lines like what stands before them',
    before: 'ab',
    after: 'ac dab',
    clipboard: 'ac\nd',
    whole: 'ac\ndab',
  },
  {
    what: 'YAML',
    after: 'users:   - name: ada     token: x',
    clipboard: 'users:\n  - name: ada\n    token: x\n',
    whole: 'users:\n  - name: ada\n    token: x\n',
  },
  {
    what: 'JSON with a line end inside a string, which is none',
    after: '{"key": "a b"}',
    clipboard: '{"key": "a\nb"}',
    whole: '{"key": "a\nb"}',
  },
  {
    what: 'JSON, which is the same on one line',
    after: '{   "key": "a\\nb" }',
    clipboard: '{\n  "key": "a\\nb"\n}\n',
    whole: null,
  },
  { what: 'a line end at the end alone', after: 'a b', clipboard: 'a b\n', whole: null },
  { what: 'one line', after: 'a b', clipboard: 'a b', whole: null },
  { what: 'something else than the clipboard has', after: 'a b', clipboard: 'c\nd', whole: null },
  { what: 'nothing that the browser tells', after: 'a b', clipboard: '', whole: null },
];

for (const { what, before = '', after, clipboard, whole } of pastes) {
  test(`${what}: ${whole === null ? 'nothing is lost' : 'the line ends come back'}`, () => {
    const paste = lossyPaste(before, after, clipboard);
    assert.equal(paste && restored(after, [paste]), whole);
    assert.ok(whole === null || mayHaveLostLineEnds(before, after));
  });
}

test('what was changed after a paste is not restored over the change', () => {
  const paste = lossyPaste('', 'a b c', 'a\nb\nc');
  assert.ok(paste);
  assert.equal(restored('a b c!', [paste]), 'a\nb\nc!');
  assert.equal(restored('a bc', [paste]), null);
});

for (const [before, after] of [
  ['', 'a'],
  ['a', 'a '],
  ['', 'hunter2-without-blanks'],
  ['a long one', 'a'],
  ['same', 'same'],
] as const) {
  test(`the clipboard is no matter for ${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
    assert.equal(mayHaveLostLineEnds(before, after), false);
  });
}
