import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const text = readFileSync('SECURITY.md', 'utf8');

test('every test that SECURITY.md names is there, and tests something', () => {
  const named = [...text.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path);
  assert.ok(named.length >= 15, `${named.length} tests are named`);
  for (const path of named) {
    assert.ok(existsSync(path), `${path} is not there`);
    assert.match(readFileSync(path, 'utf8'), /\b\w*test\(/i, `${path} tests nothing`);
  }
});

test('every claim against a threat names the tests that hold it', () => {
  const [, threats = ''] = /\n## Threats\n([^]*?)\n## /.exec(text) ?? [];
  const claims = threats.split('\n').filter(line => line.startsWith('- '));
  assert.ok(claims.length > 40);
  assert.deepEqual(
    claims.filter(line => !/ \((?:`test\/\S+\.test\.ts`(?:, )?)+\)$/.test(line)),
    [],
  );
  for (const threat of threats.split('\n### ').slice(1)) {
    assert.match(threat, /\n- /, threat);
  }
});
