import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readAsShell } from '../../../../src/core/arrival/shellReading.ts';
import {
  arrivalProblems,
  escapeForStore,
  type StorageForm,
  traitsOf,
} from '../../../../src/core/arrival/valueTraits.ts';
import { arrivalTable } from '../../../support/arrivalTable.ts';

for (const { what, value, raw, escaped } of arrivalTable) {
  test(`${what}: ${raw} as it is, ${escaped} when escaped`, () => {
    assert.deepEqual([arrival(value, 'raw'), arrival(value, 'escaped')], [raw, escaped]);
  });
}

test('a value with another secret’s name leaks into the tasks of that', () => {
  assert.equal(arrival('x OTHER=1', 'escaped'), 'leaks OTHER');
});

test('a value that names its own secret leaks nowhere', () => {
  assert.equal(arrival('x NAME=1', 'raw'), 'exact');
});

test('a NUL takes every secret from every task', () => {
  assert.equal(arrival('a\0b', 'escaped'), 'withholds-all');
});

test('only backslashes, quotes and backticks are escaped', () => {
  assert.equal(escapeForStore('a\\b"c`d$e\'f'), 'a\\\\b\\"c\\`d$e\'f');
});

test('bash takes no part of an escaped value for syntax', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '$', '\\', '"', '`', '(', ' ', ';') });
  fc.assert(
    fc.property(text, value => {
      const { executes, fails, losesQuotes } = readAsShell(escapeForStore(value));
      assert.deepEqual(
        { executes, fails, losesQuotes },
        {
          executes: false,
          fails: null,
          losesQuotes: false,
        },
      );
    }),
  );
});

function arrival(value: string, form: StorageForm): string {
  const problems = arrivalProblems('NAME', traitsOf(value, ['OTHER', 'NAME']), form);
  return (
    problems
      .map(problem => {
        if (problem.kind === 'task-fails') {
          return `fails ${problem.because}`;
        }
        return problem.kind === 'leaks' ? `leaks ${problem.into.join(' ')}` : problem.kind;
      })
      .join(', ') || 'exact'
  );
}
