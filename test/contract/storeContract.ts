import assert from 'node:assert/strict';
import type { Result } from '../../src/core/result.ts';
import type { SecretName } from '../../src/core/secrets/secretName.ts';
import { type SecretScope, userScope } from '../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../src/core/secrets/secretValue.ts';
import { isWriteOnly } from '../../src/core/secrets/storeFacts.ts';
import { renameInStore } from '../../src/services/catalog/renameInStore.ts';
import type { SecretStore } from '../../src/services/ports/stores/secretStore.ts';
import { arrivalTable } from '../support/arrivalTable.ts';
import { folder, secretName } from '../support/catalogs.ts';
import { test } from '../support/test.ts';
import { givenUp, onContext, type Prepare } from './rig.ts';

/** Makes a store of a scope; two of one scope are on the same secrets, as two windows are. */
export interface OpenStore {
  (scope: SecretScope): SecretStore;
  /** What a store has that gives no value back, seen from behind it; null where it is not there. */
  readonly peek?: (scope: SecretScope, name: SecretName) => string | null;
}

/** More than one page of a listing, where a service has pages. */
const many = 120;
/** Bytes of a value that both clouds take. */
const largest = 65_536;
const key = secretName('API_TOKEN');
const workspaceScope: SecretScope = { kind: 'workspace', folder };
const canary = 'canary-41c7';
const never = new AbortController().signal;

/** What every store of secrets does, however it does it. `title` names the one that is held to it. */
export function storeContract(title: string, prepare: Prepare<OpenStore>): void {
  const holds = (name: string, body: (open: OpenStore) => Promise<void>): void => {
    test(`${title}: ${name}`, onContext(prepare, body));
  };

  holds('a fresh store is empty, and knows its kind', async open => {
    const store = open(userScope);
    assert.deepEqual(await names(store), []);
    assert.ok(['editor', 'nextflow', 'aws', 'google', 'seqera'].includes(store.kind));
    assert.equal(store.readOnly, false);
  });

  holds('an added secret is listed with its scope and dates, without its value', async open => {
    const store = open(workspaceScope);
    const before = Date.now();
    got(await store.add(key, new SecretValue(canary), never));
    const listed = got(await store.list(never));
    assert.deepEqual(
      listed.map(({ name, scope, store: kind }) => ({ name, scope, kind })),
      [{ name: key, scope: workspaceScope, kind: store.kind }],
    );
    const at = listed[0]?.createdAt ?? null;
    // Clocks differ by less than a minute, and services round to seconds.
    assert.ok(at === null || Math.abs(at - before) < 60_000, String(at));
    assert.ok(!JSON.stringify(listed).includes(canary));
  });

  holds('values come back byte for byte', async open => {
    const store = open(userScope);
    for (const [at, { what, value }] of arrivalTable.entries()) {
      if (Buffer.byteLength(value) > largest) {
        continue;
      }
      const name = secretName(`VALUE_${at}`);
      got(await store.add(name, new SecretValue(value), never));
      assert.equal(await text(open, store, name), value, what);
    }
  });

  holds('a store that gives no value back says so, and has it', async open => {
    const store = open(userScope);
    got(await store.add(key, new SecretValue(canary), never));
    const read = await store.read(key, never);
    assert.equal(
      read.ok ? null : read.error.kind,
      isWriteOnly(store.kind) ? 'value-write-only' : null,
    );
    assert.equal(await text(open, store, key), canary);
  });

  holds('adding does not replace, and updating does not create', async open => {
    const store = open(userScope);
    got(await store.add(key, new SecretValue('first'), never));
    const again = await store.add(key, new SecretValue(canary), never);
    assert.deepEqual(failed(again), { kind: 'secret-exists', name: key });
    assert.equal(await text(open, store, key), 'first');
    const other = secretName('OTHER');
    const absent = await store.update(other, new SecretValue(canary), never);
    assert.deepEqual(failed(absent), { kind: 'secret-not-found', name: other });
    assert.deepEqual(await names(store), [key]);
  });

  holds('an update is what is read next', async open => {
    const store = open(userScope);
    got(await store.add(key, new SecretValue('first'), never));
    got(await store.update(key, new SecretValue('second'), never));
    assert.equal(await text(open, store, key), 'second');
  });

  holds(
    'what is removed is neither listed nor read, and removing it again succeeds',
    async open => {
      const store = open(userScope);
      got(await store.add(key, new SecretValue(canary), never));
      got(await store.remove(key, never));
      assert.deepEqual(await names(store), []);
      const gone = isWriteOnly(store.kind) ? 'value-write-only' : 'secret-not-found';
      assert.equal(failed(await store.read(key, never)).kind, gone);
      got(await store.remove(key, never));
      got(await store.remove(secretName('NEVER_THERE'), never));
    },
  );

  holds('what was removed can be restored, or added again', async open => {
    const store = open(userScope);
    got(await store.add(key, new SecretValue('first'), never));
    got(await store.remove(key, never));
    if (!store.recovery) {
      got(await store.add(key, new SecretValue('anew'), never));
      assert.equal(await text(open, store, key), 'anew');
      return;
    }
    const added = failed(await store.add(key, new SecretValue(canary), never));
    assert.equal(added.kind, 'copy-awaits-deletion');
    const listed = got(await store.recovery.list(never));
    assert.deepEqual(
      listed.map(({ name }) => name),
      [key],
    );
    got(await store.recovery.restore(key, never));
    assert.equal(await text(open, store, key), 'first');
    assert.deepEqual(await names(store), [key]);
    assert.deepEqual(got(await store.recovery.list(never)), []);
  });

  holds('a renamed secret has its value under the new name alone, and goes back', async open => {
    const store = open(userScope);
    const renamed = secretName('RENAMED');
    got(await store.add(key, new SecretValue(canary), never));
    if (isWriteOnly(store.kind)) {
      const refused = failed(await renameInStore(store, key, renamed, never));
      assert.equal(refused.kind, 'value-write-only');
      assert.deepEqual(await names(store), [key]);
      return;
    }
    got(await renameInStore(store, key, renamed, never));
    assert.deepEqual(await names(store), [renamed]);
    assert.equal(await text(open, store, renamed), canary);
    got(await renameInStore(store, renamed, key, never));
    assert.deepEqual(await names(store), [key]);
    assert.equal(await text(open, store, key), canary);
  });

  holds('a rename replaces no other secret', async open => {
    const store = open(userScope);
    const other = secretName('OTHER');
    got(await store.add(key, new SecretValue(canary), never));
    got(await store.add(other, new SecretValue('other'), never));
    const refused = isWriteOnly(store.kind) ? 'value-write-only' : 'secret-exists';
    assert.equal(failed(await renameInStore(store, key, other, never)).kind, refused);
    assert.equal(await text(open, store, key), canary);
    assert.equal(await text(open, store, other), 'other');
  });

  holds('scopes do not see each other', async open => {
    const [own, shared] = [open(userScope), open(workspaceScope)];
    got(await own.add(key, new SecretValue('own'), never));
    got(await shared.add(key, new SecretValue('shared'), never));
    got(await shared.add(secretName('SHARED'), new SecretValue('shared'), never));
    assert.deepEqual(await names(own), [key]);
    assert.deepEqual(await names(shared), [key, 'SHARED']);
    assert.equal(await text(open, own, key), 'own');
  });

  holds('a second window sees what the first has changed', async open => {
    const [first, second] = [open(userScope), open(userScope)];
    got(await first.add(key, new SecretValue('first'), never));
    assert.deepEqual(await names(second), [key]);
    got(await second.update(key, new SecretValue('second'), never));
    assert.equal(await text(open, first, key), 'second');
  });

  holds('a change is announced', async open => {
    const store = open(userScope);
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    got(await store.add(key, new SecretValue(canary), never));
    assert.ok(changes > 0);
  });

  holds('many are listed whole', async open => {
    const store = open(userScope);
    const all = Array.from({ length: many }, (_, at) => secretName(`MANY_${at}`));
    await Promise.all(
      all.map(async name => {
        got(await store.add(name, new SecretValue('x'), never));
      }),
    );
    assert.deepEqual(await names(store), [...all].sort());
  });

  holds('of several that add one name at once, one succeeds', async open => {
    const stores = [open(userScope), open(userScope), open(userScope)];
    const added = await Promise.all(
      stores.map((store, at) => store.add(key, new SecretValue(`from ${at}`), never)),
    );
    const first = added.findIndex(({ ok }) => ok);
    if (stores[0]?.kind === 'editor') {
      return; // SecretStorage has no such promise: the last one wins.
    }
    assert.equal(added.filter(({ ok }) => ok).length, 1);
    assert.equal(await text(open, stores[0] ?? assert.fail(), key), `from ${first}`);
  });

  holds(givenUp.title, open => givenUp.check(signal => open(userScope).list(signal)));
}

async function names(store: SecretStore): Promise<readonly SecretName[]> {
  return got(await store.list(never))
    .map(({ name }) => name)
    .sort();
}

async function text(open: OpenStore, store: SecretStore, name: SecretName): Promise<string | null> {
  return isWriteOnly(store.kind)
    ? (open.peek ?? assert.fail())(store.scope, name)
    : got(await store.read(name, never)).reveal();
}

function got<T, E>(result: Result<T, E>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

/** A failure tells no value. */
function failed<T, E>(result: Result<T, E>): E {
  assert.ok(!result.ok);
  assert.ok(!JSON.stringify(result.error).includes(canary));
  return result.error;
}
