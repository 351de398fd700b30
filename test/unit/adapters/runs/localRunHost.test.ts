import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ownRun } from '../../../../src/adapters/runFolders/ownRun.ts';
import { LocalRunHost } from '../../../../src/adapters/runs/localRunHost.ts';
import { formatEntry } from '../../../../src/core/runs/record/journal.ts';
import { runId } from '../../../support/ids.ts';

test('who asks for a sweep while another process is at it is told what came of both', async t => {
  const root = await mkdtemp(join(tmpdir(), 'nextflow-secrets-host-'));
  t.after(() => rm(root, { recursive: true, force: true, maxRetries: 5 }));
  const run = runId('run00000000001');
  const folder = join(root, run);
  const store = join(folder, 'secrets');
  await mkdir(store, { recursive: true, mode: 0o700 });
  await writeFile(join(store, 'secrets.json'), '[]', { mode: 0o600 });
  const copies = [{ manager: `file:${store}`, key: 'KEY' }];
  await writeFile(join(folder, 'journal.jsonl'), formatEntry({ kind: 'intended', at: 1, copies }));
  const host = new LocalRunHost({ root: () => root, supervisor: 'none' });
  t.after(() => {
    host.dispose();
  });

  const release = (await ownRun(folder)) ?? assert.fail('nobody owns it');
  const asked = host.sweep(run, new AbortController().signal);
  const early = await Promise.race([
    asked,
    new Promise<null>(resolve => setTimeout(resolve, 500, null)),
  ]);
  assert.equal(early, null, 'it has not answered, because nothing is removed yet');
  assert.ok(existsSync(store));
  await release();
  assert.ok((await asked).ok);
  assert.equal(existsSync(store), false);
});
