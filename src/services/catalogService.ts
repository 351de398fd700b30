import { Catalog, type ScopeState } from '../core/catalog.ts';
import { scopeKey, type SecretScope } from '../core/scope.ts';
import { Emitter, type Subscription } from './event.ts';
import type { SecretStore } from './ports.ts';

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
        void this.#load(store); // A failure becomes the scope's state.
      });
      this.#stores.set(scopeKey(store.scope), {
        store,
        subscription,
        abort: new AbortController(),
        state: { kind: 'loading' },
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
    const state = await listed(store, abort.signal);
    if (slot.abort === abort && !abort.signal.aborted) {
      slot.state = state;
      this.#publish();
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
