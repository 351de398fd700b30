import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NextflowSecretStore } from '../../src/adapters/nextflow/nextflowSecretStore.ts';
import { SecretFile } from '../../src/adapters/nextflow/secretFile.ts';
import { userScope } from '../../src/core/secrets/secretScope.ts';
import type { SecretStore } from '../../src/services/ports/stores/secretStore.ts';

const never = new AbortController().signal;

/** Gives a home of its own to a test, with the path of Nextflow’s store file and a store over it. */
export async function inHome(
  body: (path: string, store: SecretStore) => Promise<void>,
): Promise<void> {
  const home = newHome();
  const path = join(home, 'secrets', 'store.json');
  const store = new NextflowSecretStore(userScope, new SecretFile(path));
  try {
    await body(path, store);
  } finally {
    store.dispose();
    rmSync(home, { recursive: true, maxRetries: 5 });
  }
}

export function newHome(): string {
  return mkdtempSync(join(tmpdir(), 'nextflow-secrets-store-'));
}

/** What another program does to a file. */
export function write(text: string, permissions = 0o600): (path: string) => void {
  return path => {
    writeFileSync(path, text);
    chmodSync(path, permissions);
  };
}

/** Permissions in octal. */
export function mode(path: string): string {
  return (statSync(path).mode & 0o777).toString(8);
}

/** Names in a store, sorted. */
export async function listed(store: SecretStore | undefined): Promise<readonly string[]> {
  const records = await store?.list(never);
  assert.ok(records?.ok, JSON.stringify(records));
  return records.value.map(({ name }) => name).sort();
}
