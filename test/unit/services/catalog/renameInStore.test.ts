import assert from 'node:assert/strict';
import { test } from 'node:test';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import { renameInStore } from '../../../../src/services/catalog/renameInStore.ts';
import { secretName } from '../../../support/catalogs.ts';
import { Memory, MemoryStore } from '../../../support/memoryStore.ts';

const signal = new AbortController().signal;
const from = secretName('OLD');
const to = secretName('NEW');

async function storeWith(...names: readonly string[]): Promise<MemoryStore> {
  const store = new MemoryStore(userScope, new Memory());
  for (const name of names) {
    assert.ok((await store.add(secretName(name), new SecretValue(`value ${name}`), signal)).ok);
  }
  return store;
}

async function contents(store: MemoryStore): Promise<Record<string, string>> {
  const listed = await store.list(signal);
  assert.ok(listed.ok);
  const found: Record<string, string> = {};
  for (const { name } of listed.value) {
    const value = await store.read(name, signal);
    found[name] = value.ok ? value.value.reveal() : '';
  }
  return found;
}

test('a renamed secret has its value under the new name alone, and goes back again', async () => {
  const store = await storeWith('OLD');
  assert.ok((await renameInStore(store, from, to, signal)).ok);
  assert.deepEqual(await contents(store), { NEW: 'value OLD' });
  // The old name waits for its deletion in this store.
  assert.ok((await renameInStore(store, to, from, signal)).ok);
  assert.deepEqual(await contents(store), { OLD: 'value OLD' });
});

test('a name that waits for its deletion gets the value of the secret that takes it', async () => {
  const store = await storeWith('NEW', 'OLD');
  await store.remove(to, signal);
  assert.ok((await renameInStore(store, from, to, signal)).ok);
  assert.deepEqual(await contents(store), { NEW: 'value OLD' });
});

test('another secret of the new name is not replaced', async () => {
  const store = await storeWith('OLD', 'NEW');
  const done = await renameInStore(store, from, to, signal);
  assert.equal(!done.ok && done.error.kind, 'secret-exists');
  assert.deepEqual(await contents(store), { OLD: 'value OLD', NEW: 'value NEW' });
});

/** The step that fails, after how many that do not. */
for (const [action, after] of [
  ['read', 0],
  ['add', 0],
  ['read', 1],
  ['remove', 0],
] as const) {
  test(`where ${action} fails after ${after}, everything is as it was`, async () => {
    const store = await storeWith('OLD');
    store.faults.next(action, ...Array.from({ length: after }, () => null), 'deny');
    const done = await renameInStore(store, from, to, signal);
    assert.equal(!done.ok && done.error.kind, 'cloud-denied');
    assert.deepEqual(await contents(store), { OLD: 'value OLD' });
  });
}

test('what does not read back as it was written is not relied on', async () => {
  const store = await storeWith('OLD');
  const read = store.read.bind(store);
  store.read = async (name, aborted) => {
    const value = await read(name, aborted);
    return name === to && value.ok ? { ok: true, value: new SecretValue('other') } : value;
  };
  const done = await renameInStore(store, from, to, signal);
  assert.equal(!done.ok && done.error.kind, 'store-unavailable');
  assert.deepEqual(await contents(store), { OLD: 'value OLD' });
});

test('a rename that is given up leaves the old name, and nothing under the new one', async () => {
  const store = await storeWith('OLD');
  const abort = new AbortController();
  store.faults.next('remove', 'hang');
  const done = renameInStore(store, from, to, abort.signal);
  setImmediate(() => {
    abort.abort();
  });
  await assert.rejects(done);
  assert.deepEqual(await contents(store), { OLD: 'value OLD' });
});
