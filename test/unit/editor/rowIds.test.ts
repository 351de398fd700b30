import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowIds } from '../../../src/editor/views/rowIds.ts';

const row = (id: string, ...children: ReturnType<typeof leaf>[]) => ({ id, children });
const leaf = (id: string) => ({ id, children: [] });

test('a row keeps its id while it is there, and is another one when it comes back', () => {
  const ids = new RowIds();
  const told = (): string[] => ['yours', 'A', 'B'].map(id => ids.of({ id }));
  ids.update([row('yours', leaf('A'), leaf('B'))]);
  assert.deepEqual(told(), ['yours', 'A', 'B']);
  ids.update([row('yours', leaf('B'))]);
  ids.update([row('yours', leaf('B'), leaf('A'))]);
  assert.deepEqual(told(), ['yours', 'A#1', 'B']);
  ids.update([]);
  ids.update([row('yours', leaf('A'))]);
  assert.deepEqual(told(), ['yours#1', 'A#2', 'B#1']);
});
