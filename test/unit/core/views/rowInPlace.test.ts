import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rowInPlace } from '../../../../src/core/views/rowInPlace.ts';

interface Row {
  readonly id: string;
  readonly children: readonly Row[];
}

const row = (id: string, ...children: readonly Row[]): Row => ({ id, children });

test('the row to go on with is the next, else the one before, else what holds the row', () => {
  const rows = [
    row('A', row('A1', row('A1x'), row('A1y')), row('A2', row('A2x')), row('A3')),
    row('B', row('B1', row('B1x'))),
    row('C'),
  ];
  const cases = [
    // What is open below a row goes with it.
    ['A1', 'A2', 'A2'],
    ['A2', 'A3', 'A3'],
    ['A3', 'A2', 'A2'],
    ['A1x', 'A1y', 'A1y'],
    ['A1y', 'A1x', 'A1x'],
    ['A', 'B', 'B'],
    ['C', 'B', 'B'],
    // An only one: what holds it stays in one tree and goes in another.
    ['A2x', 'A2', 'A3'],
    ['B1', 'B', 'C'],
    ['B1x', 'B1', 'C'],
    ['gone', null, null],
  ] as const;
  for (const [id, staying, going] of cases) {
    assert.equal(rowInPlace(rows, id, () => false)?.id ?? null, staying, `${id}, groups stay`);
    assert.equal(rowInPlace(rows, id, () => true)?.id ?? null, going, `${id}, groups go`);
  }
});

test('nothing is left to go on with where the only row of a tree goes', () => {
  assert.equal(
    rowInPlace([row('A')], 'A', () => false),
    null,
  );
  const nested = [row('A', row('A1'))];
  assert.equal(
    rowInPlace(nested, 'A1', () => true),
    null,
  );
  assert.equal(
    rowInPlace<Row>([], 'A', () => true),
    null,
  );
});
