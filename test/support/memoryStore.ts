import type { StoreFailure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { SecretName } from '../../src/core/secrets/secretName.ts';
import type { SecretRecord } from '../../src/core/secrets/secretRecord.ts';
import { scopeKey, type SecretScope } from '../../src/core/secrets/secretScope.ts';
import type { SecretValue } from '../../src/core/secrets/secretValue.ts';
import { Emitter } from '../../src/services/async/event.ts';
import type { SecretRecovery, SecretStore } from '../../src/services/ports/stores/secretStore.ts';
import { secretName } from './catalogs.ts';
import { Faults } from './faults.ts';

/** The secrets of several memory stores, and the ones that were removed from them. */
export class Memory {
  readonly kept = new Map<string, Kept>();
  readonly removed = new Map<string, Kept>();
}

interface Kept {
  readonly value: SecretValue;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A store in memory that is like a cloud's: it can go wrong, counts, and restores. */
export class MemoryStore implements SecretStore {
  readonly kind = 'aws' as const;
  readonly remarks = [];
  readonly place = 'eu-west-1';
  readonly account = '123456789012';
  readonly readOnly = false;
  readonly scope: SecretScope;
  readonly faults = new Faults('aws');
  readonly recovery: SecretRecovery;
  readonly #memory: Memory;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(scope: SecretScope, memory: Memory) {
    this.scope = scope;
    this.#memory = memory;
    this.recovery = {
      list: signal => this.#removed(signal),
      restore: (name, signal) => this.#restore(name, signal),
    };
  }

  async list(signal: AbortSignal): Promise<Result<readonly SecretRecord[], StoreFailure>> {
    const struck = await this.faults.strike('list', scopeKey(this.scope), signal);
    const records = this.#names(this.#memory.kept).map(name => {
      const { createdAt = null, updatedAt = null } = this.#memory.kept.get(this.#key(name)) ?? {};
      return { name, scope: this.scope, store: this.kind, createdAt, updatedAt };
    });
    return struck ?? ok(records);
  }

  async read(name: SecretName, signal: AbortSignal): Promise<Result<SecretValue, StoreFailure>> {
    const struck = await this.faults.strike('read', name, signal);
    const kept = this.#memory.kept.get(this.#key(name));
    return struck ?? (kept ? ok(kept.value) : err({ kind: 'secret-not-found', name }));
  }

  async add(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>> {
    const struck = await this.faults.strike('add', name, signal);
    if (struck) {
      return struck;
    }
    if (this.#memory.kept.has(this.#key(name))) {
      return err({ kind: 'secret-exists', name });
    }
    if (this.#memory.removed.has(this.#key(name))) {
      return err({ kind: 'copy-awaits-deletion', key: name });
    }
    const now = Date.now();
    this.#memory.kept.set(this.#key(name), { value, createdAt: now, updatedAt: now });
    this.#changed.fire();
    return ok(undefined);
  }

  async update(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>> {
    const struck = await this.faults.strike('update', name, signal);
    const kept = this.#memory.kept.get(this.#key(name));
    if (struck ?? !kept) {
      return struck ?? err({ kind: 'secret-not-found', name });
    }
    this.#memory.kept.set(this.#key(name), { ...kept, value, updatedAt: Date.now() });
    this.#changed.fire();
    return ok(undefined);
  }

  async remove(name: SecretName, signal: AbortSignal): Promise<Result<void, StoreFailure>> {
    const struck = await this.faults.strike('remove', name, signal);
    return struck ?? this.#shift(name, this.#memory.kept, this.#memory.removed);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #removed(signal: AbortSignal) {
    const struck = await this.faults.strike('listRemoved', scopeKey(this.scope), signal);
    const names = this.#names(this.#memory.removed);
    return struck ?? ok(names.map(name => ({ name, until: null })));
  }

  async #restore(name: SecretName, signal: AbortSignal): Promise<Result<void, StoreFailure>> {
    const struck = await this.faults.strike('restore', name, signal);
    return struck ?? this.#shift(name, this.#memory.removed, this.#memory.kept);
  }

  #shift(name: SecretName, from: Map<string, Kept>, to: Map<string, Kept>): Result<void, never> {
    const kept = from.get(this.#key(name));
    if (kept) {
      from.delete(this.#key(name));
      to.set(this.#key(name), kept);
      this.#changed.fire();
    }
    return ok(undefined);
  }

  #names(of: ReadonlyMap<string, Kept>): readonly SecretName[] {
    const prefix = this.#key('');
    return [...of.keys()]
      .filter(key => key.startsWith(prefix))
      .map(key => secretName(key.slice(prefix.length)));
  }

  #key(name: string): string {
    return `${scopeKey(this.scope)}/${name}`;
  }
}
