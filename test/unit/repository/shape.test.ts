import assert from 'node:assert/strict';
import { test } from 'node:test';
import { circlesOf, importGraph } from '../../../tools/shape/importGraph.mjs';

const files = importGraph('src');

test('no file imports itself by way of others, be it a type', () => {
  assert.ok(files.size > 100);
  assert.deepEqual(circlesOf(files), []);
});

test('a circle is found however long it is, and told from what only leads to it', () => {
  const graph = new Map(
    Object.entries({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['e', 'a'] }).map(
      ([node, others]) => [node, new Set(others)] as const,
    ),
  );
  assert.deepEqual(circlesOf(graph), [['b', 'c'], ['e']]);
});
