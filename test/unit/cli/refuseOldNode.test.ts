import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { oldestNode, refusalOf } from '../../../src/cli/refuseOldNode.ts';

test('a Node that is too old is refused with what is needed, and no other is', () => {
  for (const version of ['12.22.12', '18.20.8', '20.0.0', '20.8.1']) {
    const said = refusalOf(version) ?? assert.fail(version);
    assert.match(said, /^nextflow-secrets: Node 20\.9 or newer is needed/);
    assert.ok(said.includes(`this is Node ${version} (${process.execPath})`), said);
  }
  for (const version of ['20.9.0', '20.10.0', '20.20.2', '21.0.0', '22.0.0', '100.1.0']) {
    assert.equal(refusalOf(version), null, version);
  }
});

test('the package asks npm for the same', () => {
  const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    engines: { node: string };
  };
  assert.equal(engines.node, `>=${oldestNode.join('.')}`);
});
