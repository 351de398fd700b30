import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import type { StoreRemark } from '../../core/secrets/storeRemark.ts';
import type { NextflowStore } from '../../core/stores/nextflowStore.ts';
import { Emitter } from '../../services/async/event.ts';
import type {
  NewSecret,
  OnProgress,
  PutAll,
  SecretStore,
} from '../../services/ports/stores/secretStore.ts';
import { FileWatch } from '../files/fileWatch.ts';
import type { SecretFile } from './secretFile.ts';

/** The secrets of a scope in the store file of `nextflow secrets`, which knows no dates. */
export class NextflowSecretStore implements SecretStore {
  readonly kind = 'nextflow';
  readonly place: string;
  readonly account = null;
  readonly readOnly = false;
  readonly recovery = null;
  readonly scope: SecretScope;
  readonly #file: SecretFile;
  readonly #changed = new Emitter<void>();
  readonly #watch = new FileWatch(() => {
    this.#changed.fire();
  });
  readonly onDidChange = this.#changed.event;
  remarks: readonly StoreRemark[] = [];

  constructor(scope: SecretScope, file: SecretFile) {
    this.scope = scope;
    this.place = file.path;
    this.#file = file;
    // Other windows and `nextflow secrets` write it too.
    this.#watch.add(file.path);
  }

  async list(signal: AbortSignal): Promise<Result<readonly SecretRecord[], StoreFailure>> {
    signal.throwIfAborted();
    const [target, store] = [await this.#file.target(), await this.#file.read()];
    if (target.ok) {
      this.#watch.add(target.value); // Where a link leads, its own folder tells nothing.
    }
    if (!store.ok) {
      return store;
    }
    this.remarks = store.value.remarks;
    return ok(
      store.value.names.map(name => ({
        name,
        scope: this.scope,
        store: this.kind,
        createdAt: null,
        updatedAt: null,
      })),
    );
  }

  async read(name: SecretName, signal: AbortSignal): Promise<Result<SecretValue, StoreFailure>> {
    signal.throwIfAborted();
    const store = await this.#file.read();
    const value = store.ok ? store.value.value(name) : null;
    if (!store.ok || value === null) {
      return store.ok ? err({ kind: 'secret-not-found', name }) : store;
    }
    return ok(new SecretValue(value));
  }

  add(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>> {
    return this.#change(signal, store =>
      store.value(name) === null
        ? ok(store.with(name, value.reveal()))
        : err({ kind: 'secret-exists', name }),
    );
  }

  update(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>> {
    return this.#change(signal, store =>
      store.value(name) === null
        ? err({ kind: 'secret-not-found', name })
        : ok(store.with(name, value.reveal())),
    );
  }

  /** The file is written once, so it has all of them or none. */
  async putAll(
    secrets: readonly NewSecret[],
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll> {
    const written = await this.#change(signal, store =>
      ok(secrets.reduce((all, { name, value }) => all.with(name, value.reveal()), store)),
    );
    if (!written.ok) {
      return { done: [], failure: written.error };
    }
    onProgress(secrets.length);
    return { done: secrets.map(({ name }) => name), failure: null };
  }

  remove(name: SecretName, signal: AbortSignal): Promise<Result<void, StoreFailure>> {
    return this.#change(signal, store =>
      ok(store.value(name) === null ? null : store.without(name)),
    );
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changed.dispose();
  }

  async #change(
    signal: AbortSignal,
    edit: (store: NextflowStore) => Result<NextflowStore | null, StoreFailure>,
  ): Promise<Result<void, StoreFailure>> {
    signal.throwIfAborted();
    const changed = await this.#file.change(edit);
    if (changed.ok) {
      this.#changed.fire();
    }
    return changed;
  }
}
