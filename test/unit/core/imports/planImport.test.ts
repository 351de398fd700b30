import assert from 'node:assert/strict';
import { test } from 'node:test';
import { leftOutText } from '../../../../src/core/imports/fileEntry.ts';
import { planImport } from '../../../../src/core/imports/planImport.ts';
import { adviseOnValue } from '../../../../src/core/runs/plan/valueAdvice.ts';

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
  ].map((entry, at) => ({ ...entry, at: `line ${at + 5}` }));
  const before = ['line 4', 'line 10'].map(
    at => ({ calledThere: null, at, because: 'no-entry' }) as const,
  );
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
    'line 4: it is not NAME=value',
    'DB_KEY (line 5): a later entry has the same name',
    'EMPTY (line 7): it has no value',
    '- (line 8): not a valid secret name',
    'line 10: it is not NAME=value',
  ]);
});
