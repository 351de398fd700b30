import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTree } from '../../../../../src/core/views/runs/runTree.ts';
import { ended, here, now, picture, run } from '../../../../support/runPictures.ts';

const copy = { manager: 'file:/dev/shm/nfs/x', key: 'TOKEN', reason: null };
const secrets = [
  { name: 'KEY', scope: 'user' as const },
  { name: 'TOKEN', scope: 'workspace' as const },
];

for (const [trouble, live, line, expected] of [
  [{ silent: true }, [copy], 'does not respond · running · 1 min  [warning live]', /not respond/],
  [
    { damage: 'damaged' },
    undefined,
    'journal cannot be trusted · succeeded · 1 hour ago · all 2 copies removed  [warning ended]',
    /incomplete \(damaged\).*Find Leftovers/,
  ],
  [{ elsewhere: 'login1' }, undefined, 'on login1 · 1 min', /--gone-host login1/],
] as const) {
  test(`a run tells what keeps it from being known: ${Object.keys(trouble).join()}`, () => {
    const state = 'damage' in trouble ? ended('succeeded', 0) : ({ kind: 'running' } as const);
    const shown = run({ record: { state, secrets }, trouble, ...(live && { live }) });
    const [first = '', second = ''] = picture(runTree([shown], [here], now));
    assert.ok(first.startsWith(`main.nf  ${line.split(' · ')[0] ?? ''}`), first);
    assert.match(first, /\[warning /);
    assert.match(second, expected);
  });
}

test('runs that cannot be read stand apart, with the reason and where they are', () => {
  const broken = [
    { run: 'run00000000007', path: '/runs/run00000000007', reason: 'EACCES' },
    { run: null, path: '/runs', reason: 'other users can write to /home/ada' },
  ];
  const [group] = runTree([], [here], now, broken);
  assert.deepEqual(picture(group ? [group] : []), [
    'Cannot be read  2  [warning group]',
    '  run00000000007  EACCES  [warning broken]',
    '  All runs  other users can write to /home/ada  [warning]',
  ]);
  assert.match(
    group?.children[0]?.tooltip ?? '',
    /Check \/runs\/run00000000007, then remove it from the history/,
  );
});
