import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import type { Catalog } from '../secrets/catalog.ts';
import { placeRows } from './placeRows.ts';
import type { SecretNode, ShownUse } from './secretNode.ts';

/** What the Secrets view shows. */
export interface SecretTreeInput {
  readonly catalog: Catalog;
  /** The workspace's folders, in its order. */
  readonly folders: readonly { readonly uri: string; readonly name: string }[];
  readonly uses: readonly ShownUse[];
  /** False until every file was read: until then nothing is called missing. */
  readonly indexed: boolean;
  readonly now: number;
}

/** What a row tells beside its name; empty parts are left out. */
export function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' · ');
}

/** `3 secrets`. */
export function secretCount(number: number): string {
  return plural(number, l10n.t('1 secret'), l10n.t('{0} secrets', number));
}

/** The folder's name, where there is more than one. */
export function folderName(folder: string | null, input: SecretTreeInput): string {
  return input.folders.length > 1
    ? (input.folders.find(({ uri }) => uri === folder)?.name ?? '')
    : '';
}

/** The places that name a secret, of all folders where none is given. */
export function usesOf(
  name: string,
  folder: string | null | undefined,
  { uses }: SecretTreeInput,
): readonly ShownUse[] {
  return uses.filter(use => use.name === name && (folder === undefined || use.folder === folder));
}

/** A row for each of these places. */
export function useRows(
  uses: readonly ShownUse[],
  parent: string,
  input: SecretTreeInput,
): readonly SecretNode[] {
  return placeRows(uses).map(({ place: use, label, spoken }) => ({
    kind: 'use',
    icon: 'go-to-file',
    color: null,
    use,
    id: `${parent}@${use.uri}#${use.line}:${use.column}`,
    label,
    description: folderName(use.folder, input),
    spoken,
    children: [],
  }));
}
