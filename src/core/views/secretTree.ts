import * as l10n from '@vscode/l10n';
import { age } from '../age.ts';
import type { Severity } from '../arrival/consequence.ts';
import { plural } from '../count.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { Catalog, ScopeEntry } from '../secrets/catalog.ts';
import { parseSecretName } from '../secrets/secretName.ts';
import type { SecretRecord } from '../secrets/secretRecord.ts';
import { sameScope, scopeKey, type SecretScope } from '../secrets/secretScope.ts';
import { type StoreFacts, storeText } from '../secrets/storeFacts.ts';
import { remarkText, type StoreRemark } from '../secrets/storeRemark.ts';
import { failureMessage } from '../words/failureMessage.ts';
import { usedIn } from '../words/usedIn.ts';
import { placeRows } from './placeRows.ts';
import { allRows } from './rowPath.ts';

/** A place in the workspace that names a secret. */
export interface ShownUse {
  readonly name: string | null;
  /** URI of the workspace folder that holds it. */
  readonly folder: string | null;
  readonly uri: string;
  /** Relative to its folder, say `modules/align.nf`. */
  readonly path: string;
  /** From 1, as `column` is. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  /** How grave it is here that the secret is missing; `info` where the code copes with it. */
  readonly absence: Severity;
}

export interface SecretTreeInput {
  readonly catalog: Catalog;
  /** The workspace's folders, in its order. */
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  readonly uses: readonly ShownUse[];
  /** False until every file was read: until then nothing is called missing. */
  readonly indexed: boolean;
  readonly now: number;
}

interface NodeBase {
  /** The same across refreshes, so that selection and expansion stay. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Read by screen readers in place of label, icon and description. */
  readonly spoken: string;
  readonly children: readonly SecretNode[];
}

/** A row, as data: the view turns it into a tree item and knows no catalog. Never a value. */
export type SecretNode =
  | (NodeBase & {
      readonly kind: 'scope';
      readonly scope: SecretScope;
      readonly store: StoreFacts;
      readonly failed: boolean;
    })
  | (NodeBase & {
      readonly kind: 'secret';
      readonly record: SecretRecord;
      readonly store: StoreFacts;
      /** What a run takes instead, where another scope overrides this one. */
      readonly overriddenBy: SecretRecord | null;
      readonly overrides: readonly SecretRecord[];
      readonly uses: number;
    })
  | (NodeBase & { readonly kind: 'missingGroup'; readonly severity: Severity })
  | (NodeBase & { readonly kind: 'optionalGroup' })
  | (NodeBase & {
      readonly kind: 'missing';
      readonly name: string;
      readonly folder: string | null;
      /** The worst that comes of it; `info` where all the code copes: the secret is optional. */
      readonly severity: Severity;
      /** Whether a secret can have this name, so that it can be added. */
      readonly legal: boolean;
    })
  /** What its store has, or should have, and cannot show as a secret. */
  | (NodeBase & {
      readonly kind: 'remark';
      readonly scope: SecretScope;
      readonly remark: StoreRemark;
    })
  | (NodeBase & { readonly kind: 'use'; readonly use: ShownUse });

/** A secret that the code names and nobody has defined. */
export type MissingNode = SecretNode & { readonly kind: 'missing' };

/** The Secrets view: yours, each folder's, and what the code names and nobody has defined. */
export function secretTree(input: SecretTreeInput): readonly SecretNode[] {
  const scopes = input.catalog.scopes.map(entry => scopeNode(entry, input));
  const undefinedNames = missingNodes(input);
  const optional = undefinedNames.filter(isOptional);
  const missing = undefinedNames.filter(node => !isOptional(node));
  return [
    ...scopes,
    ...(missing.length === 0 ? [] : [missingGroup(missing)]),
    ...(optional.length === 0 ? [] : [optionalGroup(optional)]),
  ];
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

/** Whether all the code that names a secret copes without it. */
export function isOptional({ severity }: MissingNode): boolean {
  return severity === 'info';
}

/** Every name that is defined nowhere, optional ones too, with the folder whose code has it. */
export function missingNodes(input: SecretTreeInput): readonly MissingNode[] {
  if (!input.indexed) {
    return [];
  }
  return [...new Set(input.uses.map(({ folder }) => folder))].flatMap(folder => {
    const catalog = input.catalog.forFolder(folder);
    const uses = input.uses.filter(use => use.folder === folder);
    const names = [...new Set(uses.flatMap(({ name }) => name ?? []))].sort(naturalOrder);
    return names
      .filter(name => catalog.resolve(name).kind === 'missing')
      .map(name => missingNode(name, folder, input));
  });
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
    scope,
    store,
    failed: state.kind === 'failed',
    id: scopeKey(scope),
    label,
    description,
    spoken: `${label}, ${description === '' ? plural(children.length, l10n.t('1 secret'), l10n.t('{0} secrets', children.length)) : description}`,
    children: [...children, ...remarks.map(remark => remarkNode(scope, remark))],
  };
}

function remarkNode(scope: SecretScope, remark: StoreRemark): SecretNode {
  const { name, kind } = remark;
  return {
    kind: 'remark',
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
  if (scope.kind === 'user') {
    return l10n.t('Yours');
  }
  const name = folders.find(({ uri }) => uri === scope.folder)?.name ?? scope.folder;
  return folders.length > 1 ? l10n.t('Workspace: {0}', name) : l10n.t('Workspace');
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

function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}

function secretNode(record: SecretRecord, store: StoreFacts, input: SecretTreeInput): SecretNode {
  const { name, scope } = record;
  const uses = usesOf(name, scope.kind === 'user' ? undefined : scope.folder, input);
  const { overrides, overriddenBy } = standing(record, input.catalog);
  const parts = [
    overriddenBy ? l10n.t('overridden by yours') : '',
    overrides.length > 0 ? l10n.t('overrides workspace') : '',
    storeText(store),
    uses.length === 0 ? (input.indexed ? l10n.t('not used') : '') : usedIn(uses.length),
    record.updatedAt === null ? '' : age(input.now - record.updatedAt),
  ].filter(part => part !== '');
  const id = `${scopeKey(scope)}/${name}`;
  return {
    kind: 'secret',
    record,
    store,
    overriddenBy,
    overrides,
    uses: uses.length,
    id,
    label: name,
    description: joined(parts),
    spoken: [name, ...parts].join(', '),
    children: useNodes(uses, id, input),
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

function missingGroup(children: readonly MissingNode[]): SecretNode {
  return {
    kind: 'missingGroup',
    severity: worst(children.map(({ severity }) => severity)),
    id: 'missing',
    label: l10n.t('Missing'),
    description: l10n.t('defined nowhere'),
    spoken: plural(
      children.length,
      l10n.t('Missing, 1 secret that the code names and nobody has defined'),
      l10n.t('Missing, {0} secrets that the code names and nobody has defined', children.length),
    ),
    children,
  };
}

function optionalGroup(children: readonly MissingNode[]): SecretNode {
  return {
    kind: 'optionalGroup',
    id: 'optional',
    label: l10n.t('Optional, not set'),
    description: l10n.t('the code copes without them'),
    spoken: plural(
      children.length,
      l10n.t('Optional, not set, 1 secret that the code names and copes without'),
      l10n.t(
        'Optional, not set, {0} secrets that the code names and copes without',
        children.length,
      ),
    ),
    children,
  };
}

function missingNode(name: string, folder: string | null, input: SecretTreeInput): MissingNode {
  const uses = usesOf(name, folder, input);
  const severity = worst(uses.map(({ absence }) => absence));
  const legal = parseSecretName(name).ok;
  const id = `missing/${folder ?? ''}/${name}`;
  const resolution = input.catalog.forFolder(folder).resolve(name);
  const parts = [
    folders(folder, input),
    legal ? '' : l10n.t('no secret can be named so'),
    resolution.kind === 'missing' && resolution.away ? l10n.t('not in this browser') : '',
    usedIn(uses.length),
  ];
  return {
    kind: 'missing',
    name,
    folder,
    severity,
    legal,
    id,
    label: name,
    description: joined(parts),
    spoken: [name, spokenSeverity[severity], ...parts].filter(part => part !== '').join(', '),
    children: useNodes(uses, id, input),
  };
}

const spokenSeverity: Readonly<Record<Severity, string>> = {
  error: l10n.t('missing, a task will fail'),
  warning: 'missing',
  info: l10n.t('optional, not set'),
};

function worst(severities: readonly Severity[]): Severity {
  return (['error', 'warning'] as const).find(one => severities.includes(one)) ?? 'info';
}

/** The folder's name, where there is more than one. */
function folders(folder: string | null, input: SecretTreeInput): string {
  return input.folders.length > 1
    ? (input.folders.find(({ uri }) => uri === folder)?.name ?? '')
    : '';
}

function usesOf(
  name: string,
  folder: string | null | undefined,
  { uses }: SecretTreeInput,
): readonly ShownUse[] {
  return uses.filter(use => use.name === name && (folder === undefined || use.folder === folder));
}

function useNodes(
  uses: readonly ShownUse[],
  parent: string,
  input: SecretTreeInput,
): readonly SecretNode[] {
  return placeRows(uses).map(({ place: use, label, spoken }) => ({
    kind: 'use',
    use,
    id: `${parent}@${use.uri}#${use.line}:${use.column}`,
    label,
    description: folders(use.folder, input),
    spoken,
    children: [],
  }));
}
