import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowIds } from '../../../../src/editor/ui/rowIds.ts';

const row = (id: string, ...children: ReturnType<typeof leaf>[]) => ({ id, children });
const leaf = (id: string) => ({ id, children: [] });

test('a row keeps its id while it is there, and is another one when it comes back', () => {
  const ids = new RowIds();
  const given = (): string[] => ['yours', 'A', 'B'].map(id => ids.of({ id }));
  ids.update([row('yours', leaf('A'), leaf('B'))]);
  assert.deepEqual(given(), ['yours', 'A', 'B']);
  ids.update([row('yours', leaf('B'))]);
  ids.update([row('yours', leaf('B'), leaf('A'))]);
  assert.deepEqual(given(), ['yours', 'A#1', 'B']);
  ids.update([]);
  ids.update([row('yours', leaf('A'))]);
  assert.deepEqual(given(), ['yours#1', 'A#2', 'B#1']);
});

test('rows are being read from their change until none has been read for a while', () => {
  let now = 0;
  const ids = new RowIds(() => now);
  const later = (milliseconds: number): boolean => {
    now += milliseconds;
    return ids.beingRead;
  };
  assert.equal(later(10_000), false);
  ids.update([row('yours', leaf('A'))]);
  assert.equal(later(60_000), true);
  ids.of({ id: 'yours' });
  assert.equal(later(400), true);
  ids.of({ id: 'A' });
  assert.equal(later(400), true);
  assert.equal(later(200), false);
  // There is nothing to read in an empty tree.
  ids.update([]);
  assert.equal(later(501), false);
});
