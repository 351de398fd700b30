import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOutText } from '../../../src/core/imports/fileEntry.ts';
import { planImport } from '../../../src/core/imports/importPlan.ts';
import { adviseOnValue } from '../../../src/core/valueAdvice.ts';

const key = '-----BEGIN PRIVATE KEY----- MIIE -----END PRIVATE KEY-----';

test('what can become a secret is told from what cannot, and the last of a name wins', () => {
  const entries = [
    { name: 'DB_KEY', value: 'old' },
    { name: 'my-key', value: 'x' },
    { name: 'EMPTY', value: '' },
    { name: '-', value: 'x' },
    { name: 'PEM', value: 'a\nb' },
    { name: 'FLAT', value: key },
    { name: 'DB_KEY', value: 'new' },
  ].map((entry, at) => ({ ...entry, at: `line ${at + 1}` }));
  const before = [{ calledThere: null, at: 'line 9', because: 'no-entry' }] as const;
  const file = { entries, leftOut: before };
  const { rows, leftOut } = planImport(file, new Set(['MY_KEY']), (name, value) =>
    adviseOnValue(name, value, []),
  );
  assert.deepEqual(
    rows.map(({ name, calledThere, replaces, value, restored, advice }) => [
      name,
      calledThere,
      replaces,
      value.reveal(),
      restored?.reveal() ?? null,
      advice.base64,
    ]),
    [
      ['DB_KEY', null, false, 'new', null, false],
      ['MY_KEY', 'my-key', true, 'x', null, false],
      ['PEM', null, false, 'a\nb', null, true],
      [
        'FLAT',
        null,
        false,
        key,
        `${key.replaceAll(/----- | (?=-----)/g, found => found.trim() + '\n')}\n`,
        true,
      ],
    ],
  );
  assert.deepEqual(leftOut.map(leftOutText), [
    'line 9: it is not NAME=value',
    'EMPTY (line 3): it has no value',
    '- (line 4): no secret can be named so',
    'DB_KEY (line 1): another one of its name comes later',
  ]);
});
