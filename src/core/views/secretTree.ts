import type { Catalog, ScopeEntry } from '../catalog.ts';
import type { SecretRecord } from '../record.ts';
import { scopeKey, type SecretScope } from '../scope.ts';
import { storeText, type StoreFacts } from '../storeFacts.ts';
import { age } from './time.ts';
import { count } from '../count.ts';

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
  /** Length of the name. */
  readonly length: number;
  /** Whether the code copes where the secret is missing. */
  readonly optional: boolean;
}

export interface SecretTreeInput {
  readonly catalog: Catalog;
  /** The workspace's folders, in its order. */
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  readonly uses: readonly ShownUse[];
  /** False until every file was read: until then nothing is called missing. */
  readonly indexed: boolean;
  readonly now: number;
  /** Words a scope's failure. */
  readonly word: (entry: ScopeEntry) => string;
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
  | (NodeBase & { readonly kind: 'missingGroup' })
  | (NodeBase & { readonly kind: 'missing'; readonly name: string; readonly folder: string | null })
  | (NodeBase & { readonly kind: 'use'; readonly use: ShownUse });

/** The Secrets view: yours, each folder's, and what the code names and nobody has defined. */
export function secretTree(input: SecretTreeInput): readonly SecretNode[] {
  const scopes = input.catalog.scopes.map(entry => scopeNode(entry, input));
  const missing = missingNodes(input);
  return missing.length === 0 ? scopes : [...scopes, missingGroup(missing)];
}

/** Every missing name with the folder that misses it. */
export function missingNodes(
  input: SecretTreeInput,
): readonly (SecretNode & { kind: 'missing' })[] {
  if (!input.indexed) {
    return [];
  }
  const folders = new Map(input.uses.map(({ folder }) => [folder, folder]));
  return [...folders.values()].flatMap(folder => {
    const catalog = input.catalog.forFolder(folder);
    const uses = input.uses.filter(use => use.folder === folder && !use.optional);
    const names = [...new Set(uses.flatMap(({ name }) => name ?? []))].sort();
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
          .sort((a, b) => (a.name < b.name ? -1 : 1))
          .map(record => secretNode(record, store, input))
      : [];
  const description = scopeDescription(entry, input.word(entry));
  return {
    kind: 'scope',
    scope,
    store,
    failed: state.kind === 'failed',
    id: scopeKey(scope),
    label,
    description,
    spoken: `${label}, ${description === '' ? count(children.length, 'secret') : description}`,
    children,
  };
}

function scopeLabel(scope: SecretScope, { folders }: SecretTreeInput): string {
  if (scope.kind === 'user') {
    return 'Yours';
  }
  const name = folders.find(({ uri }) => uri === scope.folder)?.name ?? scope.folder;
  return folders.length > 1 ? `Workspace: ${name}` : 'Workspace';
}

function scopeDescription({ state, store }: ScopeEntry, word: string): string {
  const parts = [storeText(store), store.readOnly ? 'read-only for you' : ''];
  switch (state.kind) {
    case 'loading':
      return joined([...parts, 'loading…']);
    case 'failed':
      return joined([storeText(store), word]);
    case 'loaded':
      return joined([...parts, state.records.length === 0 ? 'none yet' : '']);
  }
}

function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}

function secretNode(record: SecretRecord, store: StoreFacts, input: SecretTreeInput): SecretNode {
  const { name, scope } = record;
  const uses = usesOf(name, scope.kind === 'user' ? undefined : scope.folder, input);
  const { overrides, overriddenBy } = standing(record, input.catalog);
  const parts = [
    overriddenBy ? 'overridden by yours' : '',
    overrides.length > 0 ? 'overrides workspace' : '',
    storeText(store),
    uses.length === 0
      ? input.indexed
        ? 'not used'
        : ''
      : `used in ${count(uses.length, 'place')}`,
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
    children: uses.map(use => useNode(use, id, input)),
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

function missingGroup(children: readonly SecretNode[]): SecretNode {
  return {
    kind: 'missingGroup',
    id: 'missing',
    label: 'Missing',
    description: 'defined nowhere',
    spoken: `Missing, ${count(children.length, 'secret')} that the code names and nobody has defined`,
    children,
  };
}

function missingNode(
  name: string,
  folder: string | null,
  input: SecretTreeInput,
): SecretNode & { kind: 'missing' } {
  const uses = usesOf(name, folder, input);
  const where = folders(folder, input);
  const id = `missing/${folder ?? ''}/${name}`;
  const places = `used in ${count(uses.length, 'place')}`;
  return {
    kind: 'missing',
    name,
    folder,
    id,
    label: name,
    description: where === '' ? places : `${where} · ${places}`,
    spoken: `${name}, missing, ${places}${where === '' ? '' : `, ${where}`}`,
    children: uses.map(use => useNode(use, id, input)),
  };
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

function useNode(use: ShownUse, parent: string, input: SecretTreeInput): SecretNode {
  const where = folders(use.folder, input);
  const label = `${use.path}:${use.line}`;
  return {
    kind: 'use',
    use,
    id: `${parent}@${use.uri}#${use.line}:${use.column}`,
    label,
    description: where,
    spoken: `${use.path}, line ${use.line}`,
    children: [],
  };
}
