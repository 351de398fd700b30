import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { longest, longFiles, namedOtherwise } from '../../../tools/shape/exceptions.mjs';
import { circlesOf, folderGraph, importGraph } from '../../../tools/shape/importGraph.mjs';
import { isNamed } from '../../../tools/shape/isNamed.mjs';

const files = importGraph('src');

/** Files that a reader takes in at once. */
const most = 16;

test('no file imports itself by way of others, be it a type, and no folder does', () => {
  assert.ok(files.size > 100);
  assert.deepEqual(circlesOf(files), []);
  assert.deepEqual(circlesOf(folderGraph(files)), []);
});

test('a folder holds one subject, and so no more files than a reader takes in at once', () => {
  const sizes = new Map<string, number>();
  for (const file of files.keys()) {
    sizes.set(dirname(file), (sizes.get(dirname(file)) ?? 0) + 1);
  }
  assert.deepEqual(
    [...sizes].filter(([, many]) => many > most),
    [],
  );
});

test('a file is named after its main export, or stands in a list that says why not', () => {
  assert.deepEqual(
    [...files.keys()].filter(file => !isNamed(file)).sort(),
    Object.values(namedOtherwise).flat().sort(),
  );
});

test('a long file stands in a list that says why it is one', () => {
  const lines = (file: string): number => readFileSync(file, 'utf8').split('\n').length - 1;
  assert.deepEqual(
    [...files.keys()].filter(file => lines(file) > longest).sort(),
    Object.values(longFiles).flat().sort(),
  );
});

test('the unit tests of a layer lie as its sources do', () => {
  const layers = readdirSync('src', { withFileTypes: true }).filter(entry => entry.isDirectory());
  const folders = readdirSync('test/unit', { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(({ parentPath }) => parentPath.slice('test/unit/'.length));
  const ofLayers = folders.filter(folder => layers.some(({ name }) => folder.startsWith(name)));
  assert.ok(ofLayers.length > 50);
  assert.deepEqual(
    ofLayers.filter(folder => !existsSync(join('src', folder))),
    [],
  );
});

test('a circle is found however long it is, and told from what only leads to it', () => {
  const graph = new Map(
    Object.entries({ a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['e', 'a'] }).map(
      ([node, others]) => [node, new Set(others)] as const,
    ),
  );
  assert.deepEqual(circlesOf(graph), [['b', 'c'], ['e']]);
});
