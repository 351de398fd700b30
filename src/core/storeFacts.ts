/** Where the secrets of a scope are kept; `editor` is VS Code's SecretStorage. */
export type StoreKind = 'editor' | 'aws' | 'google';

/** What may be known and shown of a store itself. */
export interface StoreFacts {
  readonly kind: StoreKind;
  /** Where in its cloud it is, say `eu-west-1`; null for the editor's own, and while unknown. */
  readonly place: string | null;
  /** Whose it is, say the account `123456789012`; null for the editor's own, and while unknown. */
  readonly account: string | null;
  /** The service has refused this user a change, and has allowed none since. */
  readonly readOnly: boolean;
}

/** How people call each kind of store. */
export const storeNames: Readonly<Record<StoreKind, string>> = {
  editor: 'VS Code',
  aws: 'AWS',
  google: 'Google Cloud',
};

/** A store in few words, say `AWS eu-west-1`; empty for the editor's own, which needs no mention. */
export function storeText({ kind, place }: StoreFacts): string {
  return kind === 'editor' ? '' : [storeNames[kind], place ?? ''].join(' ').trim();
}
