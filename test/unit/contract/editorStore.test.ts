import type * as vscode from 'vscode';
import { EditorStore } from '../../../src/editor/secrets/editorStore.ts';
import { Emitter } from '../../../src/services/event.ts';
import { storeContract } from '../../contract/storeContract.ts';

storeContract('SecretStorage', () => {
  const storage = new MemoryStorage();
  return Promise.resolve({
    ground: scope => new EditorStore(scope, storage, Date.now),
    leave: () => undefined,
  });
});

/** VS Code's SecretStorage as its documentation describes it. */
class MemoryStorage implements vscode.SecretStorage {
  readonly #texts = new Map<string, string>();
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;

  keys(): Promise<string[]> {
    return Promise.resolve([...this.#texts.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    return Promise.resolve(this.#texts.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.#texts.set(key, value);
    this.#changed.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.#texts.delete(key);
    this.#changed.fire({ key });
    return Promise.resolve();
  }
}
