import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const workflows = readdirSync('.github/workflows').map(name => ({
  name,
  text: readFileSync(join('.github/workflows', name), 'utf8'),
}));

test('`repository` of package.json is the one place that says where the project lives', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, unknown>;
  assert.equal(typeof manifest['repository'], 'string');
  assert.ok(!('bugs' in manifest) && !('homepage' in manifest), 'these follow from it');
  const own = /(github|gitlab)\.com\/[\w.-]+\/nextflow-secrets\b/;
  const documents = readdirSync('.').filter(name => name.endsWith('.md'));
  for (const name of [...documents, 'tools/package/cli.mjs', 'tools/package/extension.mjs']) {
    assert.doesNotMatch(readFileSync(name, 'utf8'), own, name);
  }
});

test('README names the packages as this version has them', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const named = readFileSync('README.md', 'utf8').match(/nextflow-secrets-\d[\w.-]*\.(vsix|tgz)/g);
  for (const file of named ?? assert.fail('named')) {
    assert.ok(
      [`nextflow-secrets-${version}.vsix`, `nextflow-secrets-${version}.tgz`].includes(file),
    );
  }
});

test('workflows run actions as they were reviewed: by commit, the same in all of them', () => {
  const pins = new Map<string, string>();
  for (const { name, text } of workflows) {
    for (const [line, action = '', pin = ''] of text.matchAll(/uses: ([^@\s]+)(?:@(.*))?$/gm)) {
      if (!action.startsWith('./')) {
        assert.match(pin, /^[\da-f]{40} # v\d+\.\d+\.\d+$/, `${name}: ${line}`);
        assert.equal(pins.get(action) ?? pin, pin, `${name}: ${line}`);
        pins.set(action, pin);
      }
    }
  }
  assert.ok(pins.size > 0);
});

test('a workflow may do nothing that a job does not ask for', () => {
  for (const { name, text } of workflows) {
    assert.match(text, /^permissions: \{\}$/m, name);
  }
});
