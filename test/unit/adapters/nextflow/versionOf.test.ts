import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { versionOf } from '../../../../src/adapters/nextflow/versionOf.ts';

async function program(t: TestContext, text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-version-'));
  t.after(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const path = join(folder, 'nextflow');
  await writeFile(path, text, { mode: 0o755 });
  return path;
}

test('the official launcher is not started to know its version', async t => {
  const path = await program(t, "#!/bin/bash\nNXF_VER=${NXF_VER:-'24.10.3'}\nexit 1\n");
  assert.equal(await versionOf(path), process.env['NXF_VER'] ?? '24.10.3');
});

test('another program is asked', async t => {
  const path = await program(t, "#!/bin/sh\necho '      version 23.10.1 build 5891'\n");
  assert.equal(await versionOf(path), '23.10.1');
});

test('a program that does not tell has no version', async t => {
  assert.equal(await versionOf(await program(t, '#!/bin/sh\nexit 1\n')), null);
  assert.equal(await versionOf('/nowhere/nextflow'), null);
});
