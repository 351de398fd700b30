import { Catalog, type ScopeState } from '../../core/secrets/catalog.ts';
import { scopeKey, type SecretScope } from '../../core/secrets/secretScope.ts';
import { Emitter, type Subscription } from '../async/event.ts';
import type { SecretStore } from '../ports/stores/secretStore.ts';

/** Keeps the catalog in step with the stores of all scopes. */
export class CatalogService {
  readonly #stores = new Map<string, Slot>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #catalog = Catalog.unloaded;

  get current(): Catalog {
    return this.#catalog;
  }

  /** The store of a scope that is in use now, say for writing to it. */
  store(scope: SecretScope): SecretStore | null {
    return this.#stores.get(scopeKey(scope))?.store ?? null;
  }

  /**
   * Says which stores are in use. Those that stay keep what is known of them; a new one starts
   * as loading; of one that left, nothing is shown any more.
   */
  async setStores(stores: readonly SecretStore[]): Promise<void> {
    const added = stores.filter(store => this.store(store.scope) !== store);
    for (const [key, slot] of this.#stores) {
      if (!stores.includes(slot.store)) {
        slot.subscription.dispose();
        slot.abort.abort();
        this.#stores.delete(key);
      }
    }
    for (const store of added) {
      const subscription = store.onDidChange(() => {
        this.#hear(store);
      });
      this.#stores.set(scopeKey(store.scope), {
        store,
        subscription,
        abort: new AbortController(),
        state: { kind: 'loading' },
        loading: false,
        changing: 0,
        stale: false,
      });
    }
    this.#publish();
    await Promise.all(added.map(store => this.#load(store)));
  }

  /** Lists every store again, or those that `which` takes. */
  async refresh(which: (store: SecretStore) => boolean = () => true): Promise<void> {
    const stores = [...this.#stores.values()].map(({ store }) => store).filter(which);
    await Promise.all(stores.map(store => this.#load(store)));
  }

  /** Does what changes a scope's store many times, and lists it once, when all is done. */
  async changing<T>(scope: SecretScope, work: () => Promise<T>): Promise<T> {
    const slot = this.#stores.get(scopeKey(scope));
    if (!slot) {
      return work();
    }
    slot.changing += 1;
    try {
      return await work();
    } finally {
      slot.changing -= 1;
      await this.#load(slot.store);
    }
  }

  dispose(): void {
    for (const slot of this.#stores.values()) {
      slot.subscription.dispose();
      slot.abort.abort();
    }
    this.#stores.clear();
    this.#changed.dispose();
  }

  async #load(store: SecretStore): Promise<void> {
    const slot = this.#stores.get(scopeKey(store.scope));
    if (slot?.store !== store) {
      return;
    }
    // A newer listing replaces this one: whichever answers late is dropped by identity.
    slot.abort.abort();
    const abort = (slot.abort = new AbortController());
    slot.loading = true;
    slot.stale = false;
    const state = await listed(store, abort.signal);
    if (slot.abort === abort && !abort.signal.aborted) {
      slot.loading = false;
      slot.state = state;
      this.#publish();
      this.#repeat(slot);
    }
  }

  #repeat({ store, stale }: Slot): void {
    if (stale) {
      this.#hear(store);
    }
  }

  /** However many changes come while a store is listed, or changed by us, it is listed once more. */
  #hear(store: SecretStore): void {
    const slot = this.#stores.get(scopeKey(store.scope));
    if (slot && (slot.loading || slot.changing > 0)) {
      slot.stale = true;
    } else {
      void this.#load(store); // A failure becomes the scope's state.
    }
  }

  #publish(): void {
    this.#catalog = new Catalog(
      [...this.#stores.values()].map(({ store, state }) => ({
        scope: store.scope,
        store: {
          kind: store.kind,
          place: store.place,
          account: store.account,
          readOnly: store.readOnly,
          remarks: store.remarks,
          ...(store.roles && { roles: store.roles }),
        },
        state,
      })),
    );
    this.#changed.fire();
  }
}

interface Slot {
  readonly store: SecretStore;
  readonly subscription: Subscription;
  abort: AbortController;
  state: ScopeState;
  /** A listing is under way. */
  loading: boolean;
  /** How many works of ours change the store just now. */
  changing: number;
  /** Something has changed since the listing began. */
  stale: boolean;
}

async function listed(store: SecretStore, signal: AbortSignal): Promise<ScopeState> {
  try {
    const result = await store.list(signal);
    return result.ok
      ? { kind: 'loaded', records: result.value }
      : { kind: 'failed', failure: result.error };
  } catch (error) {
    return {
      kind: 'failed',
      failure: {
        kind: 'store-unavailable',
        reason: error instanceof Error ? error.message : String(error),
      },
    };
  }
}
