import * as vscode from 'vscode';
import { escapeIcons } from '../../core/iconLabel.ts';
import { isService, type StoreFacts, storeText } from '../../core/secrets/storeFacts.ts';
import type { Subscription } from '../../services/async/event.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import { commands } from '../ids.ts';
import { scopeText } from '../prompts/askScope.ts';

/** Shows in the status bar which clouds keep secrets of this window: account and region. */
export class StoreStatus {
  readonly #item = vscode.window.createStatusBarItem('stores', vscode.StatusBarAlignment.Left);
  readonly #catalog: CatalogService;
  readonly #subscription: Subscription;

  constructor(catalog: CatalogService) {
    this.#catalog = catalog;
    this.#item.name = vscode.l10n.t('Nextflow Secrets: Stores');
    this.#item.command = commands.chooseStore;
    this.#subscription = catalog.onDidChange(() => {
      this.#show();
    });
    this.#show();
  }

  /** What stands in the status bar now; empty where it is hidden. */
  get text(): string {
    return this.#item.text;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#item.dispose();
  }

  #show(): void {
    const entries = this.#catalog.current.scopes.filter(({ store }) => isService(store.kind));
    const failed = entries.some(({ state }) => state.kind === 'failed');
    const loading = entries.some(({ state }) => state.kind === 'loading');
    const icon = failed ? 'warning' : loading ? 'loading~spin' : 'cloud';
    const facts = entries.map(({ store }) => store);
    const stores = [...new Set(facts.filter(one => !isPartOf(one, facts)).map(whole))];
    this.#item.text = stores.length === 0 ? '' : `$(${icon}) ${escapeIcons(stores.join(', '))}`;
    this.#item.tooltip = entries
      .map(({ scope, store }) => vscode.l10n.t('{0} keeps {1}', whole(store), scopeText(scope)))
      .join('\n');
    if (stores.length === 0) {
      this.#item.hide();
    } else {
      this.#item.show();
    }
  }
}

/** Whether another store tells the same account, and a place beside: `Seqera genomics/rnaseq ada`. */
function isPartOf({ kind, account, place }: StoreFacts, all: readonly StoreFacts[]): boolean {
  const same = all.filter(other => other.kind === kind && other.account === account);
  return place === null && same.some(other => other.place !== null);
}

/** Say `AWS eu-west-1 123456789012`. */
function whole(store: StoreFacts): string {
  return [storeText(store), store.account ?? ''].join(' ').trim();
}
