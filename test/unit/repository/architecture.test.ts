import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const text = readFileSync('ARCHITECTURE.md', 'utf8');
/** The lines of the map, as paths: `src/`, `src/core/`, `src/core/nextflow/`. */
const map = mapped(/```\n(src\/[^]*?)```/.exec(text)?.[1] ?? '');

test('the map of ARCHITECTURE.md names no folder that is not there', () => {
  const named = map.filter(path => path.endsWith('/'));
  assert.ok(named.length > 10);
  for (const path of named) {
    assert.doesNotThrow(() => readdirSync(path), path);
  }
});

test('the map names every folder of src, and of core', () => {
  for (const root of ['src', 'src/core']) {
    for (const folder of foldersOf(root)) {
      assert.ok(map.includes(`${root}/${folder}/`), `${root}/${folder}`);
    }
  }
});

function mapped(lines: string): readonly string[] {
  const above: string[] = [];
  return lines.split('\n').flatMap(line => {
    const [, indent = '', name] = /^( *)([\w.-]+\/?)/.exec(line) ?? [];
    const depth = indent.length / 2;
    if (name === undefined || !Number.isInteger(depth) || depth > above.length) {
      return [];
    }
    above.length = depth;
    above.push(name);
    return [above.join('')];
  });
}

function foldersOf(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name);
}
