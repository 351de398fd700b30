import * as l10n from '@vscode/l10n';
import type { Cloud } from '../failure.ts';
import type { SecretScope } from './secretScope.ts';
import type { StoreRemark } from './storeRemark.ts';

/**
 * Where the secrets of a scope are kept; `editor` is VS Code's SecretStorage, `nextflow` the store
 * file of `nextflow secrets`.
 */
export type StoreKind = 'editor' | 'nextflow' | 'aws' | 'google' | 'seqera';

/** What may be known and shown of a store itself. */
export interface StoreFacts {
  readonly kind: StoreKind;
  /**
   * Where in its service it is, say `eu-west-1` or `genomics/rnaseq`, or the path of its file; null
   * for the editor's own, and while unknown.
   */
  readonly place: string | null;
  /** Whose it is, say the account `123456789012`; null for the editor's own, and while unknown. */
  readonly account: string | null;
  /** The service has refused this user a change, and has allowed none since. */
  readonly readOnly: boolean;
  /** What this user is there, say `launch`; absent where the service has no roles of its own. */
  readonly roles?: readonly string[];
  /** What the last listing could not show as secrets. */
  readonly remarks: readonly StoreRemark[];
}

/** The stores that can keep a scope's secrets. Nextflow's is its user's, and no team's. */
export function storeKinds({ kind }: SecretScope): readonly StoreKind[] {
  return kind === 'user'
    ? ['editor', 'nextflow', 'aws', 'google', 'seqera']
    : ['editor', 'aws', 'google', 'seqera'];
}

/** Whether a store is a cloud's secret manager. */
function isCloudStore(kind: StoreKind): kind is Cloud {
  return kind === 'aws' || kind === 'google';
}

/** Whether a store is a service elsewhere, of which the status bar tells. */
export function isService(kind: StoreKind): boolean {
  return isCloudStore(kind) || kind === 'seqera';
}

/** Whether a store gives no value back to anybody, once it has it. */
export function isWriteOnly(kind: StoreKind): boolean {
  return kind === 'seqera';
}

/** How people call each kind of store. */
export const storeNames: Readonly<Record<StoreKind, string>> = {
  editor: l10n.t('VS Code'),
  nextflow: l10n.t('Nextflow’s store'),
  aws: 'AWS',
  google: l10n.t('Google Cloud'),
  seqera: 'Seqera Platform',
};

/** A store in few words, say `AWS eu-west-1`; empty for the editor's own, which needs no mention. */
export function storeText({ kind, place }: StoreFacts): string {
  switch (kind) {
    case 'editor':
      return '';
    case 'nextflow':
      return storeNames.nextflow;
    case 'aws':
    case 'google':
      return [storeNames[kind], place ?? ''].join(' ').trim();
    case 'seqera':
      return ['Seqera', place ?? ''].join(' ').trim();
  }
}
