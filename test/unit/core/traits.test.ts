import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  arrivalProblems,
  escapeForStore,
  traitsOf,
  type ArrivalProblem,
  type StorageForm,
} from '../../../src/core/traits.ts';

/** The verified table: a value, how it arrives as it is, how it arrives escaped. */
const table: readonly (readonly [string, string, string, string])[] = [
  ['letters', 'hunter2', 'exact', 'exact'],
  ['blanks at both ends', ' a b ', 'exact', 'exact'],
  ['shell characters', `'#=;|&!*?[]~%$x\${x}$(id)`, 'exact', 'exact'],
  ['a lone carriage return', 'a\rb', 'exact', 'exact'],
  ['unicode', 'pässwörd 🔑', 'exact', 'exact'],
  ['one backslash before a letter', 'a\\nb', 'exact', 'exact'],
  ['backticks', 'a`id`b', 'executes', 'exact'],
  ['JSON', '{"k":"v"}', 'loses-quotes', 'exact'],
  ['one quote', 'a"b', 'task-fails quote', 'exact'],
  ['a backslash at the end', 'a\\', 'task-fails backslash', 'exact'],
  ['a backslash before a dollar', 'a\\$b', 'task-fails backslash', 'exact'],
  ['two backslashes', 'a\\\\b', 'loses-backslashes', 'exact'],
  ['two backslashes at the end', 'a\\\\', 'loses-backslashes', 'exact'],
  ['a newline at the end', 'a\n', 'task-fails newline', 'task-fails newline'],
  ['a PEM file', '-----BEGIN\r\nx\r\n', 'task-fails newline', 'task-fails newline'],
  ['122,000 bytes', 'x'.repeat(122_000), 'exact', 'exact'],
  ['140,000 bytes', 'x'.repeat(140_000), 'task-fails too-long', 'task-fails too-long'],
  ['another secret’s name', 'x OTHER=1', 'leaks OTHER', 'leaks OTHER'],
  ['a NUL', 'a\0b', 'task-fails nul', 'task-fails nul'],
];

for (const [what, value, raw, escaped] of table) {
  test(`${what}: ${raw} as it is, ${escaped} when escaped`, () => {
    const arrive = (form: StorageForm): string =>
      arrivalProblems('NAME', traitsOf(value, ['OTHER', 'NAME']), form)
        .map(show)
        .join(', ') || 'exact';
    assert.deepEqual([arrive('raw'), arrive('escaped')], [raw, escaped]);
  });
}

test('a value that names its own secret leaks nowhere', () => {
  assert.deepEqual(arrivalProblems('NAME', traitsOf('x NAME=1', ['NAME']), 'raw'), []);
});

test('only backslashes, quotes and backticks are escaped', () => {
  assert.equal(escapeForStore('a\\b"c`d$e\'f'), 'a\\\\b\\"c\\`d$e\'f');
});

function show(problem: ArrivalProblem): string {
  if (problem.kind === 'task-fails') {
    return `task-fails ${problem.because}`;
  }
  return problem.kind === 'leaks' ? `leaks ${problem.into.join(' ')}` : problem.kind;
}
