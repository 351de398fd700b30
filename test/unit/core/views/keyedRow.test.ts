import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyedRow, lookAgainArguments } from '../../../../src/core/views/keyedRow.ts';

const row = { id: 'Run1', kind: 'live' };

test('a key is about the row with the focus, if the command is for such rows', () => {
  const raw = { $treeViewId: 'nextflowSecrets.runs', $focusedTreeItem: true };
  const cases = [
    [undefined, { kind: 'not-keyed' }],
    [row, { kind: 'not-keyed' }],
    [[row], { kind: 'row', row }],
    [[row, 'ended', 'live'], { kind: 'row', row }],
    [[row, 'ended'], { kind: 'other-row' }],
    // No row has the focus, or the editor does not know the form.
    [[undefined, 'live'], { kind: 'unknown', kinds: ['live'], looked: 0 }],
    [[null, 'live', 'ended', 3], { kind: 'unknown', kinds: ['live', 'ended'], looked: 3 }],
    [[raw, 'live'], { kind: 'unknown', kinds: ['live'], looked: 0 }],
    [[raw], { kind: 'unknown', kinds: [], looked: 0 }],
    [[], { kind: 'unknown', kinds: [], looked: 0 }],
    [[row, 'live', 1], { kind: 'row', row }],
    [[row, 'ended', 1], { kind: 'other-row' }],
  ] as const;
  assert.deepEqual(
    cases.map(([argument]) => keyedRow(argument)),
    cases.map(([, expected]) => expected),
  );
});

test('what looks again is as much a key as what was pressed, by way of what VS Code runs it with', () => {
  const pressed = keyedRow([undefined, 'ended', 'live']);
  assert.ok(pressed.kind === 'unknown');
  // `runCommands` gives a command each entry of the list as an argument of its own.
  const [argument, ...others] = lookAgainArguments('nextflowSecrets.runs', pressed);
  assert.deepEqual(others, []);
  assert.deepEqual(keyedRow(argument), { ...pressed, looked: 1 });
  const [, ...rest] = argument;
  assert.deepEqual(keyedRow([row, ...rest]), { kind: 'row', row });
  assert.deepEqual(keyedRow([{ id: 'Run2', kind: 'outstanding' }, ...rest]), { kind: 'other-row' });
});
