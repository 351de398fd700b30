import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../../core/iconLabel.ts';
import { sameScope, type SecretScope } from '../../../core/secrets/secretScope.ts';
import { sameChoice, type StoreChoice } from '../../../core/secrets/storeChoice.ts';
import { type StoreFacts, storeNames, storeText } from '../../../core/secrets/storeFacts.ts';
import type { SecretStore } from '../../../services/ports/stores/secretStore.ts';
import { askScope, scopesHere, scopeText } from '../../prompts/askScope.ts';
import { pickOne } from '../../ui/pick.ts';
import { askStore } from '../askStore.ts';
import type { StoresDeps } from '../storesDeps.ts';

/** A store that is compared with another: whose secrets, and where they would be. */
export interface ComparedStore {
  readonly scope: SecretScope;
  readonly choice: StoreChoice;
}

/**
 * Asks for a store: one that is in use in this window, or any other that its settings could choose.
 * Null where it was cancelled.
 */
export async function askComparedStore(
  deps: StoresDeps,
  title: string,
  question: string,
  without: ComparedStore | null,
): Promise<ComparedStore | null> {
  const { catalog, stores } = deps;
  const used = catalog.current.scopes.map(({ scope, store }) => ({
    label: iconLabel`$(database) ${storeTitle(store)}`,
    description: escapeIcons(scopeText(scope)),
    value: { scope, choice: stores.choiceOf(scope) },
  }));
  const other = {
    label: iconLabel`$(add) ${vscode.l10n.t('Another Store…')}`,
    description: vscode.l10n.t('without using it for this window'),
    value: null,
  };
  const offered = used.filter(({ value }) => without === null || !sameStore(value, without));
  const picked = await pickOne<ComparedStore | 'another'>(
    [...offered, { ...other, value: 'another' }],
    title,
    question,
  );
  return picked === 'another' ? askAnother(deps, title) : picked;
}

async function askAnother(deps: StoresDeps, title: string): Promise<ComparedStore | null> {
  const scope = await askScope(scopesHere(), { title, step: 1, of: 1 });
  if (scope === null || scope === 'back') {
    return null;
  }
  const settings = await askStore(deps, scope.value, `${title}: ${scopeText(scope.value)}`);
  return settings && { scope: scope.value, choice: deps.stores.choiceWith(scope.value, settings) };
}

/** Whether two are the very same secrets. */
export function sameStore(one: ComparedStore, other: ComparedStore): boolean {
  return sameScope(one.scope, other.scope) && sameChoice(one.choice, other.choice);
}

/** Works on both stores: those in use, so that what changes shows, or others for that long. */
export async function withStores<T>(
  { stores, catalog }: StoresDeps,
  compared: { readonly first: ComparedStore; readonly second: ComparedStore },
  work: (first: SecretStore, second: SecretStore) => Promise<T>,
): Promise<T> {
  const opened: SecretStore[] = [];
  const open = ({ scope, choice }: ComparedStore): SecretStore => {
    const inUse = sameChoice(stores.choiceOf(scope), choice) ? catalog.store(scope) : null;
    if (inUse) {
      return inUse;
    }
    const store = stores.open(scope, choice);
    opened.push(store);
    return store;
  };
  try {
    return await work(open(compared.first), open(compared.second));
  } finally {
    opened.forEach(store => {
      store.dispose();
    });
  }
}

/** A store by its name, say `AWS eu-west-1`. */
export function storeTitle(store: StoreFacts): string {
  return storeText(store) || storeNames[store.kind];
}
