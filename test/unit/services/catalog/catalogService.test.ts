import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StoreFailure } from '../../../../src/core/failure.ts';
import { err, ok, type Result } from '../../../../src/core/result.ts';
import type { SecretRecord } from '../../../../src/core/secrets/secretRecord.ts';
import type { SecretScope } from '../../../../src/core/secrets/secretScope.ts';
import { Emitter } from '../../../../src/services/async/event.ts';
import { CatalogService } from '../../../../src/services/catalog/catalogService.ts';
import type { SecretStore } from '../../../../src/services/ports/stores/secretStore.ts';
import { record } from '../../../support/catalogs.ts';

type Listing = Result<readonly SecretRecord[], StoreFailure>;

/** A store whose listings are answered by hand, in any order. */
class SlowStore implements SecretStore {
  readonly kind = 'editor';
  readonly place = null;
  readonly account = null;
  readonly readOnly = false;
  readonly remarks = [];
  readonly recovery = null;
  readonly scope: SecretScope;
  readonly changed = new Emitter<void>();
  readonly onDidChange = this.changed.event;
  readonly answers: ((listing: Listing) => void)[] = [];

  constructor(scope: SecretScope) {
    this.scope = scope;
  }

  list(): Promise<Listing> {
    return new Promise(resolve => this.answers.push(resolve));
  }

  readonly read = refuse;
  readonly add = refuse;
  readonly update = refuse;
  readonly remove = refuse;
  dispose(): void {
    this.changed.dispose();
  }
}

function refuse(): never {
  throw new Error('a listing reads and changes no secret');
}

const user = { kind: 'user' } as const;
const holding = (name: string): Listing => ok([record(name, user)]);

function states(service: CatalogService): string[] {
  return service.current.scopes.map(
    ({ scope, state }) =>
      `${scope.kind} ${state.kind} ${state.kind === 'loaded' ? state.records.map(r => r.name).join() : ''}`,
  );
}

/** Lets everything that was resolved by now run. */
const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

test('a scope is loading, then loaded', async () => {
  const service = new CatalogService();
  const store = new SlowStore(user);
  const set = service.setStores([store]);
  assert.deepEqual(states(service), ['user loading ']);
  store.answers[0]?.(holding('AA'));
  await set;
  assert.deepEqual(states(service), ['user loaded AA']);
});

test('an answer that a newer listing has overtaken is dropped', async () => {
  const service = new CatalogService();
  const store = new SlowStore(user);
  void service.setStores([store]); // Answered below.
  void service.refresh(); // Answered below, too.
  store.answers[1]?.(holding('NEW'));
  await settled();
  store.answers[0]?.(holding('OLD'));
  await settled();
  assert.deepEqual(states(service), ['user loaded NEW']);
});

test('a listing that fails or throws makes a failed scope, not an empty one', async () => {
  for (const answer of [
    (store: SlowStore) => store.answers[0]?.(err({ kind: 'store-unavailable', reason: 'locked' })),
    (store: SlowStore, service: CatalogService) => {
      store.list = () => Promise.reject(new Error('locked'));
      void service.refresh(); // Settled below.
    },
  ]) {
    const service = new CatalogService();
    const store = new SlowStore(user);
    void service.setStores([store]); // Answered below.
    answer(store, service);
    await settled();
    assert.deepEqual(
      service.current.scopes.map(({ state }) => state),
      [{ kind: 'failed', failure: { kind: 'store-unavailable', reason: 'locked' } }],
    );
  }
});

test('of a store that was replaced nothing is shown, even when it answers later', async () => {
  const service = new CatalogService();
  const [old, replacement] = [new SlowStore(user), new SlowStore(user)];
  void service.setStores([old]); // Answered below.
  void service.setStores([replacement]); // Answered below.
  old.answers[0]?.(holding('OLD'));
  await settled();
  assert.deepEqual(states(service), ['user loading ']);
  replacement.answers[0]?.(holding('NEW'));
  await settled();
  assert.deepEqual(states(service), ['user loaded NEW']);
});

test('however many changes come while a store is listed, it is listed once more', async () => {
  const service = new CatalogService();
  const store = new SlowStore(user);
  void service.setStores([store]); // Answered below.
  for (let at = 0; at < 50; at += 1) {
    store.changed.fire();
  }
  assert.equal(store.answers.length, 1);
  store.answers[0]?.(holding('OLD'));
  await settled();
  assert.equal(store.answers.length, 2);
  store.answers[1]?.(holding('NEW'));
  await settled();
  assert.equal(store.answers.length, 2);
  assert.deepEqual(states(service), ['user loaded NEW']);
});

test('a store that we change many times is listed once, when all is done', async () => {
  const service = new CatalogService();
  const store = new SlowStore(user);
  const set = service.setStores([store]);
  store.answers[0]?.(holding('OLD'));
  await set;
  let notifications = 0;
  service.onDidChange(() => (notifications += 1));
  const changed = service.changing(user, async () => {
    store.changed.fire();
    await settled();
    store.changed.fire();
  });
  await settled();
  await settled();
  assert.equal(store.answers.length, 2);
  store.answers[1]?.(holding('NEW'));
  await changed;
  assert.deepEqual([states(service), notifications], [['user loaded NEW'], 1]);
});
