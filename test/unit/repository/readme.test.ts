import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { format } from 'prettier';
import { tables } from '../../../tools/docs/tables.mjs';
import { readManifest } from '../../support/manifest.ts';

test("README's tables are those of package.json (npm run docs writes them)", async () => {
  const readme = readFileSync('README.md', 'utf8');
  const fresh = await format(tables(readManifest(), readme), {
    parser: 'markdown',
    printWidth: 100,
  });
  assert.equal(readme, fresh);
});
