import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'dotenv';
import { dotenvEntries } from '../../../../src/core/imports/dotenvEntries.ts';
import {
  type FileEntries,
  leftOutSummary,
  leftOutText,
} from '../../../../src/core/imports/fileEntry.ts';
import { storeEntries } from '../../../../src/core/imports/storeEntries.ts';

/** What is taken of a text, then what is left out. */
function linesOf({ entries, leftOut }: FileEntries): readonly string[] {
  return [
    ...entries.map(({ name, value, at }) => `${name}=${value} at ${at}`),
    ...leftOut.map(leftOutText),
  ];
}

const dotenvs: Readonly<Record<string, readonly [text: string, ...expected: string[]]>> = {
  nothing: ['\n  \n# a remark\n'],
  'assignments of every form': [
    'A=1\nexport B = \'two\' # why\nC: three\r\nD="x\\ny"\nE=`f`',
    'A=1 at line 1',
    'B=two at line 2',
    'C=three at line 3',
    'D=x\ny at line 4',
    'E=f at line 5',
  ],
  'a quoted value of several lines': [
    'KEY="-----BEGIN X-----\nabc\n-----END X-----"\nB=2',
    'KEY=-----BEGIN X-----\nabc\n-----END X----- at line 1',
    'B=2 at line 4',
  ],
  'a quote that is never closed': [
    'A=1\nB="canary\nC=3',
    'A=1 at line 1',
    'C=3 at line 3',
    'B (line 2): its quote is not closed',
  ],
  'a quote that closes before something else': [
    'B="canary\nC="y\nD=4',
    'D=4 at line 3',
    'B (line 1): its quote is not closed',
  ],
  'a key without quotes': [
    'A=1\nKEY=-----BEGIN PRIVATE KEY-----\ncanary\n-----END PRIVATE KEY-----\nB=2',
    'A=1 at line 1',
    'B=2 at line 5',
    'KEY (line 2): its value has several lines and must be in quotes',
  ],
  'lines that assign nothing': [
    'A=1\ncanary words\n=canary\nB=2',
    'A=1 at line 1',
    'B=2 at line 4',
    'line 2: it is not NAME=value',
    'line 3: it is not NAME=value',
  ],
  'a byte order mark': ['\uFEFFA=1', 'A=1 at line 1'],
};

for (const [what, [text, ...expected]] of Object.entries(dotenvs)) {
  test(`a .env file with ${what} is read statement by statement`, () => {
    assert.deepEqual(linesOf(dotenvEntries(text, parse)), expected);
  });
}

test('what a .env file assigns is what its library reads, where nothing is odd', () => {
  const text = 'A=1\nB="two\nlines"\nexport C=\'x\' \nD=\nE=a#b\nF= a # b\nG="\\"q\\""\n';
  const { entries, leftOut } = dotenvEntries(text, parse);
  assert.deepEqual(
    Object.fromEntries(entries.map(({ name, value }) => [name, value])),
    parse(text),
  );
  assert.deepEqual(leftOut, []);
});

const stores: Readonly<Record<string, readonly [text: string, ...expected: string[]]>> = {
  nothing: [''],
  'the word null': ['null'],
  'odd entries of every kind': [
    '[{"name":"A","value":"1"},null,"canary",7,{"value":"canary"},{"name":"B"},{"name":"C","value":null},{"name":"D","value":{"x":1}},{"name":"E","value":"2"}]',
    'A=1 at entry 1',
    'E=2 at entry 9',
    'entry 2: it has no name',
    'entry 3: it has no name',
    'entry 4: it has no name',
    'entry 5: it has no name',
    'B (entry 6): it has no value',
    'C (entry 7): it has no value',
    'D (entry 8): its value is not text',
  ],
  'numbers and truth values': [
    '[{"name":"A","value":1.50},{"name":"B","value":true}]',
    'A=1.50 at entry 1',
    'B=true at entry 2',
  ],
  'a byte order mark': ['\uFEFF[{"name":"A","value":"1"}]', 'A=1 at entry 1'],
};

for (const [what, [text, ...expected]] of Object.entries(stores)) {
  test(`a store file with ${what} is read entry by entry`, () => {
    const read = storeEntries(text);
    assert.deepEqual(read.ok ? linesOf(read.value) : read.error, expected);
  });
}

test('a store file that is no list is refused with its line, and nothing of its text', () => {
  const refused = (text: string): string => {
    const read = storeEntries(text);
    assert.ok(!read.ok);
    assert.doesNotMatch(read.error, /canary/);
    return read.error;
  };
  assert.match(refused('{"canary":1}'), /not a list of names and values/);
  assert.match(refused('"canary"'), /not a list of names and values/);
  assert.match(refused('[\n{"name": canary}]'), /not JSON/);
  assert.match(refused('[{"name":"A","value":"canary'), /not JSON/);
});

test('what was left out is told in a line that does not grow', () => {
  const leftOut = ['A', 'B', 'C', 'D', 'E'].map((calledThere, at) => ({
    calledThere,
    at: `line ${at + 1}`,
    because: 'empty' as const,
  }));
  assert.equal(leftOutSummary([]), '');
  assert.equal(leftOutSummary(leftOut.slice(0, 1)), 'Skipped: A (line 1): it has no value.');
  assert.equal(leftOutSummary(leftOut.slice(0, 3)), 'Skipped: A, B, C.');
  assert.equal(leftOutSummary(leftOut), 'Skipped: A, B, C and 2 more.');
});
