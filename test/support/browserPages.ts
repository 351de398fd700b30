import type * as vscode from 'vscode';
import { Emitter } from '../../src/services/async/event.ts';

/**
 * A browser in which VS Code's SecretStorage is as in VS Code 1.139 on a server: all secrets are one
 * entry of the browser's storage, which a page reads when it is opened and never again, and writes
 * whole. A page hears of its own changes alone.
 */
export class Browser {
  #stored: ReadonlyMap<string, string> = new Map();

  openPage(): vscode.SecretStorage {
    const own = new Map(this.#stored);
    const changed = new Emitter<vscode.SecretStorageChangeEvent>();
    const save = (key: string): Promise<void> => {
      this.#stored = new Map(own);
      changed.fire({ key });
      return Promise.resolve();
    };
    return {
      onDidChange: changed.event,
      keys: () => Promise.resolve([...own.keys()]),
      get: key => Promise.resolve(own.get(key)),
      store: (key, value) => {
        own.set(key, value);
        return save(key);
      },
      delete: key => {
        own.delete(key);
        return save(key);
      },
    };
  }
}
