import * as l10n from '@vscode/l10n';
import { age } from '../age.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { Catalog, ScopeEntry } from '../secrets/catalog.ts';
import type { SecretRecord } from '../secrets/secretRecord.ts';
import { sameScope, scopeKey, type SecretScope } from '../secrets/secretScope.ts';
import { type StoreFacts, storeText } from '../secrets/storeFacts.ts';
import { remarkText, type StoreRemark } from '../secrets/storeRemark.ts';
import { failureMessage } from '../words/failureMessage.ts';
import { scopeTitle } from '../words/scopeName.ts';
import { usedIn } from '../words/usedIn.ts';
import { missingRows } from './missingRows.ts';
import { allRows } from './rowPath.ts';
import type { SecretNode } from './secretNode.ts';
import { joined, secretCount, type SecretTreeInput, useRows, usesOf } from './useRows.ts';

/** The Secrets view: yours, each folder's, and what the code names and nobody has defined. */
export function secretTree(input: SecretTreeInput): readonly SecretNode[] {
  const scopes = input.catalog.scopes.map(entry => scopeNode(entry, input));
  return [...scopes, ...missingRows(input)];
}

/** The row of a secret; each listing makes new records, so its id is name and scope. */
export function rowOfSecret(
  rows: readonly SecretNode[],
  { name, scope }: Pick<SecretRecord, 'name' | 'scope'>,
): SecretNode | null {
  const isIt = (row: SecretNode): boolean =>
    row.kind === 'secret' && row.record.name === name && sameScope(row.record.scope, scope);
  return [...allRows(rows)].find(isIt) ?? null;
}

function scopeNode(entry: ScopeEntry, input: SecretTreeInput): SecretNode {
  const { scope, store, state } = entry;
  const label = scopeLabel(scope, input);
  const children =
    state.kind === 'loaded'
      ? [...state.records]
          .sort((a, b) => naturalOrder(a.name, b.name))
          .map(record => secretNode(record, store, input))
      : [];
  const remarks = state.kind === 'loaded' ? store.remarks : [];
  const description = scopeDescription(entry);
  return {
    kind: 'scope',
    ...(state.kind === 'failed'
      ? { icon: 'warning', color: 'list.warningForeground' }
      : { icon: scope.kind === 'workspace' ? 'folder' : 'account', color: null }),
    scope,
    store,
    failed: state.kind === 'failed',
    id: scopeKey(scope),
    label,
    description,
    spoken: `${label}, ${description === '' ? secretCount(children.length) : description}`,
    children: [...children, ...remarks.map(remark => remarkNode(scope, remark))],
  };
}

function remarkNode(scope: SecretScope, remark: StoreRemark): SecretNode {
  const { name, kind } = remark;
  return {
    kind: 'remark',
    icon: 'warning',
    color: 'list.warningForeground',
    scope,
    remark,
    id: `${scopeKey(scope)}!${kind}/${name}`,
    label: name,
    description: remarkText(remark),
    spoken: `${name}, ${remarkText(remark)}`,
    children: [],
  };
}

function scopeLabel(scope: SecretScope, { folders }: SecretTreeInput): string {
  if (scope.kind === 'user' || folders.length <= 1) {
    return scopeTitle(scope);
  }
  const name = folders.find(({ uri }) => uri === scope.folder)?.name ?? scope.folder;
  return l10n.t('Workspace: {0}', name);
}

function scopeDescription({ state, store }: ScopeEntry): string {
  const parts = [storeText(store), readOnlyText(store)];
  switch (state.kind) {
    case 'loading':
      return joined([...parts, 'loading…']);
    case 'failed':
      return joined([storeText(store), failureMessage(state.failure)]);
    case 'loaded':
      return joined([
        ...parts,
        state.records.length + store.remarks.length === 0 ? l10n.t('none yet') : '',
      ]);
  }
}

/** Say `read-only for you (launch)`, by the role that makes it so. */
function readOnlyText({ readOnly, roles = [] }: StoreFacts): string {
  const role = roles.length === 0 ? '' : ` (${roles.join(', ')})`;
  return readOnly ? l10n.t('read-only for you{0}', role) : '';
}

function secretNode(record: SecretRecord, store: StoreFacts, input: SecretTreeInput): SecretNode {
  const { name, scope } = record;
  const uses = usesOf(name, scope.kind === 'user' ? undefined : scope.folder, input);
  const { overrides, overriddenBy } = standing(record, input.catalog);
  const parts = [
    overriddenBy ? l10n.t('overridden by your user secret') : '',
    overrides.length > 0 ? l10n.t('overrides workspace') : '',
    uses.length > 0 || input.indexed ? usedIn(uses.length) : '',
    record.updatedAt === null ? '' : age(input.now - record.updatedAt),
  ].filter(part => part !== '');
  const id = `${scopeKey(scope)}/${name}`;
  return {
    kind: 'secret',
    icon: 'key',
    color: null,
    record,
    store,
    overriddenBy,
    overrides,
    uses: uses.length,
    id,
    label: name,
    description: joined(parts),
    spoken: [name, ...parts].join(', '),
    children: useRows(uses, id, input),
  };
}

/** What a record hides, and what hides it. */
function standing(
  record: SecretRecord,
  catalog: Catalog,
): { overrides: readonly SecretRecord[]; overriddenBy: SecretRecord | null } {
  const { scope, name } = record;
  if (scope.kind === 'workspace') {
    const seen = catalog.forFolder(scope.folder).resolve(name);
    const winner = seen.kind === 'found' ? seen.winner : record;
    return { overrides: [], overriddenBy: winner.scope.kind === 'user' ? winner : null };
  }
  const all = catalog.resolve(name);
  return { overrides: all.kind === 'found' ? all.shadowed : [], overriddenBy: null };
}
