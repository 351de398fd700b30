import type * as vscode from 'vscode';
import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import { scopeKey, type SecretScope } from '../../core/secrets/secretScope.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import { bounded } from '../../services/async/bounded.ts';
import { Emitter, type Subscription } from '../../services/async/event.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type {
  NewSecret,
  OnProgress,
  PutAll,
  SecretStore,
} from '../../services/ports/stores/secretStore.ts';

/** So many are stored at a time: each waits for an answer of the window. */
const concurrency = 4;

/**
 * The secrets of a scope in VS Code's SecretStorage.
 *
 * Each has two entries of its own, `record/<scope>/<NAME>` with its dates and `value/<scope>/<NAME>`,
 * so that a listing reads no value and two windows that change different secrets lose neither. A
 * secret is there when its value is: the record is written first and removed last.
 */
export class EditorStore implements SecretStore {
  readonly kind = 'editor';
  readonly place = null;
  readonly account = null;
  readonly readOnly = false;
  readonly recovery = null;
  readonly remarks = [];
  readonly scope: SecretScope;
  readonly #secrets: vscode.SecretStorage;
  readonly #now: Clock;
  readonly #changed = new Emitter<void>();
  readonly #subscription: Subscription;
  readonly onDidChange = this.#changed.event;

  constructor(scope: SecretScope, secrets: vscode.SecretStorage, now: Clock) {
    this.scope = scope;
    this.#secrets = secrets;
    this.#now = now;
    // Fires for changes in other windows as well.
    this.#subscription = secrets.onDidChange(({ key }) => {
      if (key.startsWith(this.#key('value', ''))) {
        this.#changed.fire();
      }
    });
  }

  list(): Promise<Result<readonly SecretRecord[], StoreFailure>> {
    return attempt(async () => {
      const prefix = this.#key('value', '');
      const keys = await this.#secrets.keys();
      const names = keys
        .filter(key => key.startsWith(prefix))
        .map(key => parseSecretName(key.slice(prefix.length)))
        .flatMap(parsed => (parsed.ok ? [parsed.value] : []));
      return ok(await Promise.all(names.map(name => this.#record(name))));
    });
  }

  read(name: SecretName): Promise<Result<SecretValue, StoreFailure>> {
    return attempt(async () => {
      const text = await this.#secrets.get(this.#key('value', name));
      return text === undefined
        ? err({ kind: 'secret-not-found', name })
        : ok(new SecretValue(text));
    });
  }

  add(name: SecretName, value: SecretValue): Promise<Result<void, StoreFailure>> {
    return attempt(async () => {
      if (await this.#has(name)) {
        return err({ kind: 'secret-exists', name });
      }
      const now = this.#now();
      return this.#write(name, value, { createdAt: now, updatedAt: now });
    });
  }

  update(name: SecretName, value: SecretValue): Promise<Result<void, StoreFailure>> {
    return attempt(async () => {
      if (!(await this.#has(name))) {
        return err({ kind: 'secret-not-found', name });
      }
      const { createdAt } = await this.#record(name);
      return this.#write(name, value, { createdAt, updatedAt: this.#now() });
    });
  }

  /** Asks once which are there, where one by one each would. */
  async putAll(
    secrets: readonly NewSecret[],
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll> {
    const done: SecretName[] = [];
    const put = await attempt(async () => {
      const keys = new Set(await this.#secrets.keys());
      const putOne = async ({ name, value }: NewSecret): Promise<void> => {
        const now = this.#now();
        const there = keys.has(this.#key('value', name));
        const createdAt = there ? (await this.#record(name)).createdAt : now;
        await this.#write(name, value, { createdAt, updatedAt: now });
        done.push(name);
        onProgress(done.length);
      };
      await bounded(secrets, concurrency, putOne, signal);
      return ok(undefined);
    });
    return { done, failure: put.ok ? null : put.error };
  }

  remove(name: SecretName): Promise<Result<void, StoreFailure>> {
    return attempt(async () => {
      await this.#secrets.delete(this.#key('value', name));
      await this.#secrets.delete(this.#key('record', name));
      return ok(undefined);
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #write(
    name: SecretName,
    value: SecretValue,
    dates: Dates,
  ): Promise<Result<void, StoreFailure>> {
    await this.#secrets.store(this.#key('record', name), JSON.stringify(dates));
    await this.#secrets.store(this.#key('value', name), value.reveal());
    return ok(undefined);
  }

  async #has(name: SecretName): Promise<boolean> {
    return (await this.#secrets.keys()).includes(this.#key('value', name));
  }

  async #record(name: SecretName): Promise<SecretRecord> {
    const dates = parseDates(await this.#secrets.get(this.#key('record', name)));
    return { name, scope: this.scope, store: 'editor', ...dates };
  }

  #key(part: 'value' | 'record', name: string): string {
    return `${part}/${scopeKey(this.scope)}/${name}`;
  }
}

/**
 * When secrets were last changed, by their scope and name as in {@link EditorStore}'s entries; those
 * that are not there are left out.
 */
export async function changesIn(
  secrets: vscode.SecretStorage,
  names: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const keys = new Set(names.length === 0 ? [] : await secrets.keys());
  const there = names.filter(name => keys.has(`value/${name}`));
  const dates = there.map(async name => {
    const { updatedAt } = parseDates(await secrets.get(`record/${name}`));
    // Without a date nothing can be said against it.
    return [name, updatedAt ?? Number.MAX_SAFE_INTEGER] as const;
  });
  return new Map(await Promise.all(dates));
}

interface Dates {
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
}

function parseDates(text: string | undefined): Dates {
  try {
    const json: unknown = JSON.parse(text ?? '{}');
    const at = (key: string): number | null => {
      const value: unknown = (json as Record<string, unknown>)[key];
      return typeof value === 'number' ? value : null;
    };
    return { createdAt: at('createdAt'), updatedAt: at('updatedAt') };
  } catch {
    return { createdAt: null, updatedAt: null };
  }
}

/** SecretStorage rejects where the system's keyring does not answer. */
async function attempt<T>(
  work: () => Promise<Result<T, StoreFailure>>,
): Promise<Result<T, StoreFailure>> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return err({ kind: 'store-unavailable', reason });
  }
}
