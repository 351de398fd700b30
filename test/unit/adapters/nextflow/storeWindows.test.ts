import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { NextflowSecretStore } from '../../../../src/adapters/nextflow/nextflowSecretStore.ts';
import { SecretFile } from '../../../../src/adapters/nextflow/secretFile.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { secretName } from '../../../support/catalogs.ts';

const never = new AbortController().signal;
const each = 15;

/** A window: it shares nothing with the others but the file. */
async function write({ path, window }: { path: string; window: number }): Promise<void> {
  const store = new NextflowSecretStore(userScope, new SecretFile(path));
  for (let at = 0; at < each; at += 1) {
    const name = secretName(`NAME_${window}_${at}`);
    const steps = [
      await store.add(name, new SecretValue('first'), never),
      await store.update(name, new SecretValue(`of ${window}`), never),
      ...(at % 5 === 0 ? [await store.remove(name, never)] : []),
    ];
    assert.ok(
      steps.every(({ ok }) => ok),
      JSON.stringify(steps),
    );
  }
  store.dispose();
}

if (isMainThread) {
  test('windows that change the store at the same time lose nothing of each other’s', async () => {
    const home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-store-'));
    const path = join(home, 'secrets', 'store.json');
    try {
      const windows = [0, 1, 2].map(
        window => new Worker(new URL(import.meta.url), { workerData: { path, window } }),
      );
      const ends = await Promise.all(windows.map(window => once(window, 'exit')));
      assert.deepEqual(ends, [[0], [0], [0]]);
      const store = await new SecretFile(path).read();
      assert.ok(store.ok);
      const expected = [0, 1, 2].flatMap(window =>
        Array.from({ length: each }, (_, at) => at)
          .filter(at => at % 5 !== 0)
          .map(at => `NAME_${window}_${at}=of ${window}`),
      );
      const found = store.value.names.map(name => `${name}=${store.value.value(name) ?? ''}`);
      assert.deepEqual(found.sort(), expected.sort());
    } finally {
      rmSync(home, { recursive: true, maxRetries: 5 });
    }
  });
} else {
  await write(workerData as { path: string; window: number });
}
