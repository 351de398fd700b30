import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { NextflowSecretStore } from '../../../../src/adapters/nextflow/nextflowSecretStore.ts';
import { SecretFile } from '../../../../src/adapters/nextflow/secretFile.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { NextflowStore } from '../../../../src/core/stores/nextflowStore.ts';
import { EditorStore } from '../../../../src/editor/secretStorage/editorStore.ts';
import { CatalogService } from '../../../../src/services/catalog/catalogService.ts';
import { SecretEditor } from '../../../../src/services/catalog/secretEditor.ts';
import type { NewSecret, SecretStore } from '../../../../src/services/ports/stores/secretStore.ts';
import { secretName } from '../../../support/catalogs.ts';
import { MemorySecretStorage } from '../../../support/memorySecretStorage.ts';
import { Memory, MemoryStore } from '../../../support/memoryStore.ts';

const many = 200;
const never = new AbortController().signal;
const secrets: readonly NewSecret[] = Array.from({ length: many }, (_, index) => ({
  name: secretName(`KEY_${index}`),
  value: new SecretValue(`value ${index}`),
}));

/** An editor of one store, how often the store is listed and the catalog told, and what it has. */
async function counted(store: SecretStore) {
  const calls = { listed: 0, notified: 0 };
  const list = store.list.bind(store);
  store.list = signal => {
    calls.listed += 1;
    return list(signal);
  };
  const catalog = new CatalogService();
  await catalog.setStores([store]);
  catalog.onDidChange(() => (calls.notified += 1));
  calls.listed = 0;
  const held = (): number => catalog.current.names.length;
  return { editor: new SecretEditor(catalog), calls, held };
}

test('many secrets are one write each in VS Code’s storage, and one listing and event in all', async () => {
  const storage = new MemorySecretStorage();
  const { editor, calls, held } = await counted(new EditorStore(userScope, storage, Date.now));
  const progress: number[] = [];
  const put = await editor.putAll(userScope, secrets, never, done => progress.push(done));
  assert.deepEqual([put.done.length, put.failure], [many, null]);
  assert.deepEqual([calls, held()], [{ listed: 1, notified: 1 }, many]);
  const written = new Set(storage.stored);
  assert.equal(storage.stored.length, written.size, 'nothing is written twice');
  assert.equal(storage.stored.filter(key => key.startsWith('value/')).length, many);
  assert.deepEqual(
    progress,
    Array.from({ length: many }, (_, index) => index + 1),
  );
});

test('a keyring that stops to answer ends it: no more is begun, and what is kept is told', async () => {
  const storage = new MemorySecretStorage();
  const { editor, held } = await counted(new EditorStore(userScope, storage, Date.now));
  const store = storage.store.bind(storage);
  storage.store = (key, value) =>
    storage.stored.length < 50 ? store(key, value) : Promise.reject(new Error('locked'));
  const put = await editor.putAll(userScope, secrets, never, () => undefined);
  assert.deepEqual(put.failure, { kind: 'store-unavailable', reason: 'locked' });
  assert.ok(put.done.length > 0 && put.done.length <= 25, String(put.done.length));
  assert.deepEqual([held(), storage.stored.length], [put.done.length, 50]);
});

test('many secrets are one write of all in Nextflow’s store file, which keeps the others', async () => {
  const home = mkdtempSync(join(tmpdir(), 'nfs-'));
  const path = join(home, 'store.json');
  const before = '[{"name":"OTHER","value":"x"},{"name":"KEY_7","value":"old"}]';
  writeFileSync(path, before, { mode: 0o600 });
  const file = new SecretFile(path);
  let writes = 0;
  const change = file.change.bind(file);
  file.change = edit => {
    writes += 1;
    return change(edit);
  };
  const store = new NextflowSecretStore(userScope, file);
  // Its watch announces the write a moment later, whereupon all is listed once more.
  const unwatched = Object.assign(store, { onDidChange: () => ({ dispose: () => undefined }) });
  try {
    const { editor, calls, held } = await counted(unwatched);
    const progress: number[] = [];
    const put = await editor.putAll(userScope, secrets, never, done => progress.push(done));
    assert.deepEqual([put.done.length, put.failure, progress], [many, null, [many]]);
    assert.deepEqual([writes, calls, held()], [1, { listed: 1, notified: 1 }, many + 1]);
    const written = NextflowStore.parse(readFileSync(path, 'utf8'));
    assert.ok(written.ok);
    assert.equal(written.value.value(secretName('OTHER')), 'x');
    assert.equal(written.value.value(secretName('KEY_7')), 'value 7');
  } finally {
    store.dispose();
    rmSync(home, { recursive: true, maxRetries: 5 });
  }
});

test('Nextflow’s store file that cannot be read is not written, and nothing is called done', async () => {
  const home = mkdtempSync(join(tmpdir(), 'nfs-'));
  const path = join(home, 'store.json');
  writeFileSync(path, '[]', { mode: 0o644 });
  const store = new NextflowSecretStore(userScope, new SecretFile(path));
  try {
    const { editor } = await counted(store);
    const put = await editor.putAll(userScope, secrets, never, () => undefined);
    assert.deepEqual([put.done, put.failure?.kind], [[], 'store-file-mode']);
    assert.equal(readFileSync(path, 'utf8'), '[]');
  } finally {
    store.dispose();
    rmSync(home, { recursive: true, maxRetries: 5 });
  }
});

test('what is there is replaced; a failure begins no more and keeps what is done', async () => {
  const store = new MemoryStore(userScope, new Memory());
  const { editor, held } = await counted(store);
  const some = secrets.slice(0, 3);
  await editor.putAll(userScope, some, never, () => undefined);
  const replaced = await editor.putAll(userScope, some, never, () => undefined);
  assert.deepEqual([replaced.done.length, store.faults.count('update')], [3, 3]);

  store.faults.next('add', 'cut');
  const put = await editor.putAll(userScope, secrets.slice(3), never, () => undefined);
  assert.equal(put.failure?.kind, 'cloud-unreachable');
  assert.ok(put.done.length < 10, String(put.done.length));
  assert.equal(held(), 3 + put.done.length);
});

test('cancelling keeps what is done, and says how much that is', async () => {
  const { editor, held } = await counted(new MemoryStore(userScope, new Memory()));
  const abort = new AbortController();
  const put = await editor.putAll(userScope, secrets, abort.signal, done => {
    if (done === 5) {
      abort.abort();
    }
  });
  assert.equal(put.failure, null);
  assert.ok(put.done.length >= 5 && put.done.length < 12, String(put.done.length));
  assert.equal(held(), put.done.length);
});
