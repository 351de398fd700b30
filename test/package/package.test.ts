import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { test } from 'node:test';

/** What `npm test` has packaged, and what is in it. */
const file = 'out/package/nextflow-secrets.vsix';
const folder = 'out/package/extension';

test('the package holds what runs and what people read, and nothing else', () => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath, entry.name)));
  const pictures = files.filter(name => /^media\/pictures\/[\w-]+\.png$/.test(name));
  assert.deepEqual(files.filter(name => !pictures.includes(name)).sort(), [
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'SECURITY.md',
    'dist/awsSdk.js',
    'dist/extension.js',
    'dist/googleSdk.js',
    'dist/seqeraSdk.js',
    'dist/supervisor.js',
    'docs/backends.md',
    'docs/command-line.md',
    'docs/commands.md',
    'docs/features.md',
    'docs/settings.md',
    'docs/stores.md',
    'media/icon.png',
    'media/view.svg',
    'media/walkthrough/add.md',
    'media/walkthrough/clean.md',
    'media/walkthrough/run.md',
    'media/walkthrough/see.md',
    'package.json',
    'package.nls.json',
  ]);
});

test('the package is small', () => {
  assert.ok(statSync(file).size < 1_000_000, `${statSync(file).size} bytes`);
});

test('what ships is minified, and knows no other place on disk', () => {
  for (const name of ['extension', 'googleSdk', 'seqeraSdk', 'supervisor']) {
    const text = readFileSync(join(folder, `dist/${name}.js`), 'utf8');
    assert.doesNotMatch(text, /sourceMappingURL/);
    assert.ok(!text.includes(process.cwd()), name);
  }
});
