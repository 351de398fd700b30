import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { commands, contextKeys, rows, settings, views } from '../../../src/editor/ids.ts';
import { readManifest } from '../../support/manifest.ts';

const { contributes } = readManifest();
const text = readFileSync('package.json', 'utf8');
const sorted = (names: Iterable<string>): string[] => [...names].sort();

test('package.json contributes the commands that the code names', () => {
  const contributed = contributes.commands.map(({ command }) => command);
  assert.deepEqual(sorted(contributed), sorted(Object.values(commands)));
});

test('package.json contributes the settings that the code names', () => {
  assert.deepEqual(
    sorted(Object.keys(contributes.configuration.properties)),
    sorted(Object.values(settings)),
  );
});

test('package.json contributes the views that the code names', () => {
  const contributed = Object.values(contributes.views).flat();
  assert.deepEqual(sorted(contributed.map(({ id }) => id)), sorted(Object.values(views)));
});

test('menus, keys, welcomes and walkthroughs name nothing that does not exist', () => {
  const known = new Set<string>(
    [commands, settings, views, contextKeys].flatMap(ids => Object.values(ids)),
  );
  // VS Code adds a command of its own to each view.
  for (const view of Object.values(views)) {
    known.add(`${view}.focus`);
  }
  const named = text.match(/\bnextflowSecrets\.[\w.]*\w/g) ?? [];
  assert.deepEqual(
    named.filter(name => !known.has(name)),
    [],
  );
});

test('menus match on rows that the trees have', () => {
  const known = new Set<string>(Object.values(rows));
  const whens = Object.values(contributes.menus)
    .flat()
    .flatMap(({ when }) => when ?? []);
  const named = whens.flatMap(when => [...when.matchAll(/viewItem == '?([\w.]+)/g)]);
  assert.deepEqual(
    named.map(([, row]) => row).filter(row => row !== undefined && !known.has(row)),
    [],
  );
});

test('every title is in title case, and shares the category', () => {
  const small = /^(a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|secret|secrets)$/;
  const odd = contributes.commands.filter(({ title }) =>
    title
      .replace(/\(.*\)/, '')
      .split(/\s+/)
      .some((word, at) => /^[a-z]/.test(word) && !(at > 0 && small.test(word))),
  );
  assert.deepEqual(odd, []);
});
