import type * as vscode from 'vscode';
import { Emitter } from '../../src/services/async/event.ts';

/** VS Code's SecretStorage as its documentation describes it. */
export class MemorySecretStorage implements vscode.SecretStorage {
  readonly #texts = new Map<string, string>();
  readonly #changed = new Emitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#changed.event;
  /** The keys whose texts were asked for. */
  readonly read: string[] = [];
  /** The keys under which something was stored. */
  readonly stored: string[] = [];

  keys(): Promise<string[]> {
    return Promise.resolve([...this.#texts.keys()]);
  }

  get(key: string): Promise<string | undefined> {
    this.read.push(key);
    return Promise.resolve(this.#texts.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.stored.push(key);
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
