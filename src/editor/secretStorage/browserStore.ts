import type * as vscode from 'vscode';
import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import type { StoreRemark } from '../../core/secrets/storeRemark.ts';
import {
  type BrowserNote,
  type BrowserPage,
  browserRemarks,
  disagreeing,
  markFor,
  newMark,
  noteKey,
  type Notes,
  pending,
} from '../../core/stores/browserNote.ts';
import { Emitter, type Subscription } from '../../services/async/event.ts';
import type { Clock } from '../../services/ports/clock.ts';
import type { BrowserNotes } from '../../services/ports/stores/browserNotes.ts';
import type {
  NewSecret,
  OnProgress,
  PutAll,
  SecretStore,
} from '../../services/ports/stores/secretStore.ts';
import { changesIn, EditorStore } from './editorStore.ts';

type Done = Result<void, StoreFailure>;

/** What stands in for the memory that a browser's pages have not in common. */
export interface BrowserStoreDeps {
  readonly notes: BrowserNotes;
  readonly page: Promise<BrowserPage>;
}

/** Where a browser's storage has its mark, beside the secrets. */
const markKey = 'browser';

/** What a page knows of itself before it has stored anything. */
export async function browserPage(
  secrets: vscode.SecretStorage,
  opened: number,
): Promise<BrowserPage> {
  try {
    return { opened, mark: (await secrets.get(markKey)) ?? null };
  } catch {
    return { opened, mark: null }; // The stores tell that nothing can be read.
  }
}

/**
 * The secrets of a scope in SecretStorage as VS Code has it in a browser: a page reads the storage
 * of its browser once, and whatever it stores replaces all of it, also what other windows have
 * stored since. So nothing is written by a page that is behind, each write is read back, and what
 * is not there any more is told.
 */
export class BrowserStore implements SecretStore {
  readonly kind = 'editor';
  readonly place = null;
  readonly account = null;
  readonly readOnly = false;
  readonly recovery = null;
  readonly scope: SecretScope;
  readonly #own: EditorStore;
  readonly #secrets: vscode.SecretStorage;
  readonly #deps: BrowserStoreDeps;
  readonly #now: Clock;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #subscriptions: readonly Subscription[];
  remarks: readonly StoreRemark[] = [];
  /** The changes of ours that are under way: each is noted after it was made. */
  #changing: Promise<unknown> = Promise.resolve();

  constructor(
    scope: SecretScope,
    secrets: vscode.SecretStorage,
    deps: BrowserStoreDeps,
    now: Clock,
  ) {
    this.scope = scope;
    this.#own = new EditorStore(scope, secrets, now);
    this.#secrets = secrets;
    this.#deps = deps;
    this.#now = now;
    this.#subscriptions = [this.#own, deps.notes].map(({ onDidChange }) =>
      onDidChange(() => {
        this.#changed.fire();
      }),
    );
  }

  async list(): Promise<Result<readonly SecretRecord[], StoreFailure>> {
    // What we have changed and not noted yet would look like another window's change.
    const changing = this.#changing;
    await changing;
    const { notes, page } = this.#deps;
    const [records, noted] = await Promise.all([this.#own.list(), notes.read()]);
    if (changing !== this.#changing) {
      return this.list();
    }
    if (records.ok) {
      this.remarks = browserRemarks(this.scope, noted, records.value, await page);
    }
    return records;
  }

  read(name: SecretName): Promise<Result<SecretValue, StoreFailure>> {
    return this.#own.read(name);
  }

  add(name: SecretName, value: SecretValue): Promise<Done> {
    return this.#change(name, () => this.#checked(name, value, this.#own.add(name, value)));
  }

  update(name: SecretName, value: SecretValue): Promise<Done> {
    return this.#change(name, () => this.#checked(name, value, this.#own.update(name, value)));
  }

  /** Takes and writes the notes once for all. */
  async putAll(
    secrets: readonly NewSecret[],
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll> {
    let put: PutAll = { done: [], failure: null };
    const failure = await this.#noting(async () => {
      put = await this.#checkedAll(secrets, await this.#own.putAll(secrets, signal, onProgress));
      return put.done;
    });
    return { done: put.done, failure: failure ?? put.failure };
  }

  remove(name: SecretName): Promise<Done> {
    return this.#change(name, () => this.#own.remove(name));
  }

  /** Takes and writes the notes once for all. */
  async removeAll(
    names: readonly SecretName[],
    sure: (name: SecretName, value: SecretValue) => boolean,
    signal: AbortSignal,
    onProgress: OnProgress,
  ): Promise<PutAll> {
    const done: SecretName[] = [];
    let failure: StoreFailure | null = null;
    const unnoted = await this.#noting(async () => {
      for (const name of names) {
        if (signal.aborted || failure !== null) {
          break;
        }
        const read = await this.#own.read(name);
        if (read.ok && sure(name, read.value)) {
          const removed = await this.#own.remove(name);
          if (removed.ok) {
            done.push(name);
            onProgress(done.length);
          } else {
            failure = removed.error;
          }
        } else if (!read.ok) {
          failure = read.error;
        }
      }
      return done;
    });
    return { done, failure: unnoted ?? failure };
  }

  /** Lets go of what this browser does not have, so that it is not told any more. */
  async forget(names: readonly string[]): Promise<void> {
    const forgotten = new Set(names.map(name => noteKey(this.scope, name)));
    await this.#deps.notes.during(notes =>
      Promise.resolve(new Map([...notes].filter(([key]) => !forgotten.has(key)))),
    );
    this.#changed.fire();
  }

  dispose(): void {
    this.#own.dispose();
    for (const subscription of this.#subscriptions) {
      subscription.dispose();
    }
    this.#changed.dispose();
  }

  async #change(name: SecretName, change: () => Promise<Done>): Promise<Done> {
    let done: Done = ok(undefined);
    const failure = await this.#noting(async () => {
      done = await change();
      return done.ok ? [name] : [];
    });
    return failure === null ? done : err(failure);
  }

  /**
   * Holds other windows off while secrets are changed, and notes those that were. Gives why nothing
   * was changed, or noted.
   */
  #noting(change: () => Promise<readonly SecretName[]>): Promise<StoreFailure | null> {
    const noted = this.#changeAndNote(change);
    this.#changing = Promise.allSettled([this.#changing, noted]);
    return noted;
  }

  async #changeAndNote(change: () => Promise<readonly SecretName[]>): Promise<StoreFailure | null> {
    let failure: StoreFailure | null = null;
    try {
      await this.#deps.notes.during(async notes => {
        const names = await this.#behind(notes);
        if (names.length > 0) {
          failure = { kind: 'browser-storage-behind', names };
          return notes;
        }
        const changed = await change();
        if (changed.length === 0) {
          return notes;
        }
        const mark = await this.#mark(notes);
        return new Map([...notes, ...(await this.#noted(changed, mark))]);
      });
      return failure;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { kind: 'store-unavailable', reason };
    }
  }

  /** The secrets, of all scopes, that others have changed since this page read its storage. */
  async #behind(notes: Notes): Promise<readonly string[]> {
    const since = pending(notes, await this.#deps.page);
    const own = await changesIn(this.#secrets, [...since.keys()]);
    const keys = disagreeing(since, key => own.get(key) ?? null);
    return keys.map(key => key.slice(key.lastIndexOf('/') + 1));
  }

  async #checked(name: SecretName, value: SecretValue, writing: Promise<Done>): Promise<Done> {
    const written = await writing;
    return written.ok && !(await this.#keeps({ name, value }))
      ? err({ kind: 'browser-storage-lost', name })
      : written;
  }

  /** Of what was written, what is there. */
  async #checkedAll(secrets: readonly NewSecret[], { done, failure }: PutAll): Promise<PutAll> {
    const written = new Set(done);
    const lost = new Set<SecretName>();
    const check = async (secret: NewSecret): Promise<void> => {
      if (!(await this.#keeps(secret))) {
        lost.add(secret.name);
      }
    };
    await Promise.all(secrets.filter(({ name }) => written.has(name)).map(check));
    const [name] = lost;
    return {
      done: done.filter(one => !lost.has(one)),
      failure: name === undefined ? failure : { kind: 'browser-storage-lost', name },
    };
  }

  async #keeps({ name, value }: NewSecret): Promise<boolean> {
    const read = await this.#own.read(name);
    return read.ok && read.value.reveal() === value.reveal();
  }

  /** The mark of this browser, which a first write gives it. */
  async #mark(notes: Notes): Promise<string> {
    const fresh = newMark(this.#now(), crypto.randomUUID());
    const mark = markFor(await this.#deps.page, notes, fresh);
    if ((await this.#secrets.get(markKey)) !== mark) {
      await this.#secrets.store(markKey, mark);
    }
    return mark;
  }

  async #noted(names: readonly SecretName[], by: string): Promise<Notes> {
    const keys = names.map(name => noteKey(this.scope, name));
    const changes = await changesIn(this.#secrets, keys);
    const now = this.#now();
    return new Map(
      keys.map((key): [string, BrowserNote] => {
        const at = changes.get(key);
        return [key, { at: at ?? now, there: at !== undefined, by }];
      }),
    );
  }
}
