import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

test('each package that we build on has a line in ARCHITECTURE.md that says why', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const table = text.slice(text.indexOf('## Dependencies'));
  const named = new Set(
    [...table.matchAll(/^\| ([^|]+?) *\| *[^| ]/gm)].flatMap(([, names = '']) => names.split(', ')),
  );
  const used = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  // Types only: they stand with the package that they describe.
  const bare = used.filter(name => !name.startsWith('@types/') && !named.has(name));
  assert.deepEqual(bare, []);
});
