import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planImport } from '../../../src/core/importPlan.ts';
import { adviseOnValue } from '../../../src/core/valueAdvice.ts';

test('what can become a secret is told from what cannot, and the last of a name wins', () => {
  const entries = [
    { name: 'DB_KEY', value: 'old' },
    { name: 'my-key', value: 'x' },
    { name: 'EMPTY', value: '' },
    { name: '-', value: 'x' },
    { name: 'PEM', value: 'a\nb' },
    { name: 'DB_KEY', value: 'new' },
  ];
  const { rows, leftOut } = planImport(entries, new Set(['MY_KEY']), (name, value) =>
    adviseOnValue(name, value, []),
  );
  assert.deepEqual(
    rows.map(({ name, calledThere, replaces, value, advice }) => [
      name,
      calledThere,
      replaces,
      value.reveal(),
      advice.base64,
    ]),
    [
      ['DB_KEY', null, false, 'new', false],
      ['MY_KEY', 'my-key', true, 'x', false],
      ['PEM', null, false, 'a\nb', true],
    ],
  );
  assert.deepEqual(leftOut, [
    { calledThere: 'EMPTY', because: 'empty' },
    { calledThere: '-', because: 'illegal' },
    { calledThere: 'DB_KEY', because: 'twice' },
  ]);
});
