import assert from 'node:assert/strict';
import { test } from 'node:test';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import type { BrowserStore } from '../../../../src/editor/secretStorage/browserStore.ts';
import { removeCopied } from '../../../../src/services/catalog/copyAll.ts';
import { Browser } from '../../../support/browserPages.ts';
import { secretName } from '../../../support/catalogs.ts';
import { Memory, MemoryStore } from '../../../support/memoryStore.ts';
import { onServer } from '../../../support/pageServer.ts';

const key = secretName('MY_KEY');
const value = new SecretValue('canary-removals');

test('many are removed at once, each only if it is sure, and by no window that is behind', async () => {
  await onServer(async server => {
    const browser = new Browser();
    const window = server.open(browser);
    const many = ['AA', 'BB', 'CC', 'DD'].map(secretName);
    for (const name of many) {
      ok(await window.add(name, new SecretValue(`value ${name}`)));
    }
    const behind = server.open(browser);
    const before = server.during;
    const counted: number[] = [];
    const never = new AbortController().signal;
    const { done, failure } = await window.removeAll(
      [...many, key],
      (name, found) => found.reveal() === `value ${name}` && name !== 'BB',
      never,
      count => counted.push(count),
    );
    assert.deepEqual([done, counted, server.during - before], [['AA', 'CC', 'DD'], [1, 2, 3], 1]);
    assert.equal(failure?.kind, 'secret-not-found');
    assert.deepEqual(await names(window), ['BB']);
    const refused = await behind.removeAll(
      many,
      () => true,
      never,
      () => undefined,
    );
    assert.deepEqual([refused.done, refused.failure?.kind], [[], 'browser-storage-behind']);
  });
});

test('a move out of a browser takes the notes once, and keeps what has another value there', async () => {
  await onServer(async server => {
    const window = server.open(new Browser());
    const target = new MemoryStore(userScope, new Memory());
    const many = ['AA', 'BB', 'CC', 'DD'].map(secretName);
    const never = new AbortController().signal;
    for (const name of many) {
      ok(await window.add(name, value));
      const other = name === 'BB' ? new SecretValue('another') : value;
      if (name !== 'CC') {
        assert.ok((await target.add(name, other, never)).ok);
      }
    }
    const before = server.during;
    const counted: number[] = [];
    const { gone, stayed } = await removeCopied(window, target, many, never, n => counted.push(n));
    assert.equal(server.during - before, 1);
    assert.deepEqual(gone, ['AA', 'DD']);
    assert.deepEqual(
      stayed.map(({ name, why }) => `${name} ${why === 'differs' ? why : why.kind}`).sort(),
      ['BB differs', 'CC secret-not-found'],
    );
    assert.deepEqual(counted, [1, 2, 3, 4]);
  });
});

function ok(done: { readonly ok: boolean }): void {
  assert.ok(done.ok, JSON.stringify(done));
}

async function names(store: BrowserStore): Promise<readonly string[]> {
  const listed = await store.list();
  assert.ok(listed.ok, JSON.stringify(listed));
  return listed.value.map(({ name }) => name).sort();
}
