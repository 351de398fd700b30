import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import { isWriteOnly, storeNames, storeText } from '../../core/secrets/storeFacts.ts';
import { Emitter } from '../async/event.ts';
import type { NewSecret, OnProgress, PutAll, SecretStore } from '../ports/stores/secretStore.ts';
import type { CatalogService } from './catalogService.ts';
import type { StoredForm } from './copyAll.ts';
import { onMany } from './onMany.ts';
import { renameInStore } from './renameInStore.ts';

type Done = Result<void, StoreFailure>;

/** A secret that was removed in this window, to be put back. */
interface Removed {
  readonly name: SecretName;
  readonly store: SecretStore;
  /** Null where the store itself can bring it back, so that no value was read. */
  readonly value: SecretValue | null;
}

/** Changes secrets in the stores of their scopes, and can take a removal back. */
export class SecretEditor {
  readonly #catalog: CatalogService;
  readonly #removed: Removed[] = [];
  readonly #changed = new Emitter<void>();
  /** What can be undone has changed. */
  readonly onDidChange = this.#changed.event;

  constructor(catalog: CatalogService) {
    this.#catalog = catalog;
  }

  /** The name of the secret that {@link undoRemove} would put back. */
  get undoable(): SecretName | null {
    return this.#removed.at(-1)?.name ?? null;
  }

  add(
    scope: SecretScope,
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Done> {
    return this.#with(scope, store => store.add(name, value, signal));
  }

  update(
    scope: SecretScope,
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Done> {
    return this.#with(scope, store => store.update(name, value, signal));
  }

  /** Adds it, or replaces the value of the one that is there. */
  async put(
    scope: SecretScope,
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Done> {
    const added = await this.add(scope, name, value, signal);
    return !added.ok && added.error.kind === 'secret-exists'
      ? this.update(scope, name, value, signal)
      : added;
  }

  /**
   * Adds many, or replaces the values of those that are there: together where the store can, else
   * one by one, and begins no more after the first failure. The scope is listed once, at the end.
   */
  putAll(
    scope: SecretScope,
    secrets: readonly NewSecret[],
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll> {
    const store = this.#catalog.store(scope);
    return this.#catalog.changing(scope, () =>
      store?.putAll
        ? store.putAll(secrets, signal, onProgress)
        : this.#putEach(scope, secrets, signal, onProgress),
    );
  }

  async #putEach(
    scope: SecretScope,
    secrets: readonly NewSecret[],
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll> {
    const done: SecretName[] = [];
    let failure: StoreFailure | null = null;
    const put = async ({ name, value }: NewSecret): Promise<void> => {
      if (failure !== null) {
        return;
      }
      const result = await this.put(scope, name, value, signal);
      if (result.ok) {
        done.push(name);
        onProgress(done.length);
      } else {
        failure ??= result.error;
      }
    };
    await onMany(secrets, put, signal);
    return { done, failure };
  }

  /**
   * Where the store itself cannot bring it back, the value is kept, in memory only, until the
   * window closes; where it gives no value, nothing brings it back.
   */
  remove(scope: SecretScope, name: SecretName, signal: AbortSignal): Promise<Done> {
    return this.#with(scope, async store => {
      if (isWriteOnly(store.kind)) {
        return store.remove(name, signal);
      }
      const value = store.recovery ? ok(null) : await store.read(name, signal);
      if (!value.ok) {
        return value;
      }
      const removed = await store.remove(name, signal);
      if (removed.ok) {
        this.#removed.push({ name, store, value: value.value });
        this.#changed.fire();
      }
      return removed;
    });
  }

  /** Puts back what was removed last; fails with `secret-exists` rather than replace. */
  async undoRemove(signal: AbortSignal): Promise<Done> {
    const last = this.#removed.at(-1);
    if (!last) {
      return ok(undefined);
    }
    const { name, store, value } = last;
    if (this.#catalog.store(store.scope) !== store) {
      return err({ kind: 'store-replaced', store: storeText(store) || storeNames.editor });
    }
    const back = value
      ? await store.add(name, value, signal)
      : await (store.recovery?.restore(name, signal) ?? noStore());
    if (back.ok) {
      this.#removed.splice(this.#removed.indexOf(last), 1);
      this.#changed.fire();
    }
    return back;
  }

  /** Fails with `secret-exists` rather than replace another secret; see {@link renameInStore}. */
  rename(scope: SecretScope, from: SecretName, to: SecretName, signal: AbortSignal): Promise<Done> {
    return this.#with(scope, store => renameInStore(store, from, to, signal));
  }

  /**
   * `replace` says what to do where the other scope has the name: without it, that is a failure.
   * `form` is the one that its store takes.
   */
  async copy(
    name: SecretName,
    from: SecretScope,
    to: SecretScope,
    replace: boolean,
    signal: AbortSignal,
    form: StoredForm = value => value,
  ): Promise<Done> {
    return this.#with(from, async store => {
      const value = await store.read(name, signal);
      if (!value.ok) {
        return value;
      }
      const stored = form(value.value);
      return replace ? this.put(to, name, stored, signal) : this.add(to, name, stored, signal);
    });
  }

  /** Removes the source only once the destination has it. */
  async move(
    name: SecretName,
    from: SecretScope,
    to: SecretScope,
    replace: boolean,
    signal: AbortSignal,
    form?: StoredForm,
  ): Promise<Done> {
    const copied = await this.copy(name, from, to, replace, signal, form);
    return copied.ok ? this.#with(from, store => store.remove(name, signal)) : copied;
  }

  read(
    scope: SecretScope,
    name: SecretName,
    signal: AbortSignal,
  ): Promise<Result<SecretValue, StoreFailure>> {
    const store = this.#catalog.store(scope);
    return store ? store.read(name, signal) : Promise.resolve(noStore());
  }

  #with(scope: SecretScope, change: (store: SecretStore) => Promise<Done>): Promise<Done> {
    const store = this.#catalog.store(scope);
    return store ? change(store) : Promise.resolve(noStore());
  }
}

function noStore(): Result<never, StoreFailure> {
  return err({ kind: 'store-unavailable', reason: 'its workspace folder is not open any more' });
}
