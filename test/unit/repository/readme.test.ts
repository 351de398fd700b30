import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { format } from 'prettier';
import { tables } from '../../../tools/docs/tables.mjs';
import { readManifest } from '../../support/manifest.ts';
import { sources } from '../../support/sources.ts';

test("README's tables are those of package.json (npm run docs writes them)", async () => {
  const readme = readFileSync('README.md', 'utf8');
  const fresh = await format(tables(readManifest(), readme), {
    parser: 'markdown',
    printWidth: 100,
  });
  assert.equal(readme, fresh);
});

test('each picture of the README is one that the browser tests take', () => {
  const tests = sources('test/browser')
    .map(({ text }) => text)
    .join('\n');
  const readme = readFileSync('README.md', 'utf8');
  const shown = [...readme.matchAll(/media\/pictures\/([\w-]+)\.png/g)].map(
    ([, name]) => name ?? '',
  );
  assert.ok(shown.length > 0);
  for (const name of shown) {
    assert.ok(tests.includes(`shot('${name}')`), name);
    assert.ok(existsSync(`media/pictures/${name}.png`), name);
  }
});
