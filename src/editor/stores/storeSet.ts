import * as vscode from 'vscode';
import { scopeKey, type SecretScope } from '../../core/secrets/secretScope.ts';
import { sameChoice, type StoreChoice } from '../../core/secrets/storeChoice.ts';
import type { Subscription } from '../../services/async/event.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import type { Clouds } from '../../services/ports/stores/cloudStores.ts';
import type { NextflowStores } from '../../services/ports/stores/nextflowStores.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import type { SeqeraStores } from '../../services/ports/stores/seqeraStores.ts';
import { section } from '../ids.ts';
import { scopesHere } from '../prompts/askScope.ts';
import { BrowserStore, type BrowserStoreDeps } from '../secretStorage/browserStore.ts';
import { EditorStore } from '../secretStorage/editorStore.ts';
import type { SeqeraAccounts } from '../seqera/seqeraAccounts.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { readChoice } from './storeSettings.ts';

/** What the stores of this window stand on. */
export interface StoreSetDeps {
  readonly catalog: CatalogService;
  readonly secrets: vscode.SecretStorage;
  readonly clouds: Clouds;
  readonly seqera: SeqeraStores;
  readonly accounts: SeqeraAccounts;
  readonly nextflow: NextflowStores;
  /** Null where SecretStorage is not a browser's. */
  readonly browser: BrowserStoreDeps | null;
  /** The user's name on this machine, for the prefix of their secrets in a cloud. */
  readonly user: string;
}

/**
 * The stores in use, as the settings choose them. A choice that changes makes another store, so
 * that no row of one connection is ever shown as another's.
 */
export class StoreSet {
  readonly #deps: StoreSetDeps;
  readonly #stores = new Map<
    string,
    { readonly choice: StoreChoice; readonly store: SecretStore }
  >();
  readonly #owned: readonly Subscription[];
  #held = 0;

  constructor(deps: StoreSetDeps) {
    this.#deps = deps;
    this.#owned = [
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#update();
      }),
      vscode.workspace.onDidChangeConfiguration(change => {
        if (change.affectsConfiguration(section)) {
          this.#update();
        }
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => {
        this.#update();
      }),
      deps.accounts.onDidChange(() => {
        this.reconnect('seqera');
      }),
      ...(['aws', 'google'] as const).map(kind =>
        deps.clouds[kind].onDidChangeCredentials(() => {
          this.reconnect(kind);
        }),
      ),
    ];
    this.#update();
  }

  choiceOf(scope: SecretScope): StoreChoice {
    return readChoice(scope, this.#deps.user);
  }

  /** What the choice would be with these settings. */
  choiceWith(scope: SecretScope, pending: SettingChanges): StoreChoice {
    return readChoice(scope, this.#deps.user, pending);
  }

  /** A store that is not in use, which the caller disposes of. */
  open(scope: SecretScope, choice: StoreChoice): SecretStore {
    return this.#create(scope, choice);
  }

  /** Lets go of every store of a kind and makes it again: its credentials may be somebody else's. */
  reconnect(kind: StoreChoice['kind']): void {
    for (const [key, { choice, store }] of this.#stores) {
      if (choice.kind === kind) {
        store.dispose();
        this.#stores.delete(key);
      }
    }
    this.#update();
  }

  /** Makes several changes to the settings and looks at them once, at the end. */
  async during(change: () => Promise<void>): Promise<void> {
    this.#held += 1;
    try {
      await change();
    } finally {
      this.#held -= 1;
      this.#update();
    }
  }

  dispose(): void {
    for (const { store } of this.#stores.values()) {
      store.dispose();
    }
    for (const owned of this.#owned) {
      owned.dispose();
    }
  }

  #update(): void {
    if (this.#held > 0) {
      return;
    }
    const scopes = scopesHere();
    const left = new Map(this.#stores);
    const stores = scopes.map(scope => {
      const choice = this.choiceOf(scope);
      const known = left.get(scopeKey(scope));
      if (known && sameChoice(known.choice, choice)) {
        left.delete(scopeKey(scope));
        return known.store;
      }
      const store = this.#create(scope, choice);
      this.#stores.set(scopeKey(scope), { choice, store });
      return store;
    });
    for (const [key, { store }] of left) {
      store.dispose();
      if (this.#stores.get(key)?.store === store) {
        this.#stores.delete(key);
      }
    }
    void this.#deps.catalog.setStores(stores); // Failures show in the tree.
  }

  #create(scope: SecretScope, choice: StoreChoice): SecretStore {
    switch (choice.kind) {
      case 'editor':
        return this.#editorStore(scope);
      case 'nextflow':
        return this.#deps.nextflow.create(scope);
      case 'aws':
        return this.#deps.clouds.aws.create(scope, choice);
      case 'google':
        return this.#deps.clouds.google.create(scope, choice);
      case 'seqera':
        return this.#deps.seqera.create(scope, choice);
    }
  }

  #editorStore(scope: SecretScope): SecretStore {
    const { secrets, browser } = this.#deps;
    return browser === null
      ? new EditorStore(scope, secrets, Date.now)
      : new BrowserStore(scope, secrets, browser, Date.now);
  }
}
