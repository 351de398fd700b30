/**
 * Where a secret is defined: `user` is yours wherever you work; `workspace` is one workspace
 * folder and the people who share its store.
 */
export type SecretScope =
  | { readonly kind: 'user' }
  | {
      readonly kind: 'workspace';
      /** The folder's URI, say `file:///home/ada/rnaseq`. */
      readonly folder: string;
    };

export const userScope: SecretScope = { kind: 'user' };

/** One text for one scope, usable as a map key and in a stable tree id: `user`, `workspace:<uri>`. */
export function scopeKey(scope: SecretScope): string {
  switch (scope.kind) {
    case 'user':
      return 'user';
    case 'workspace':
      return `workspace:${scope.folder}`;
  }
}

/** Whether two scopes are one: each listing makes new objects of them. */
export function sameScope(a: SecretScope, b: SecretScope): boolean {
  return scopeKey(a) === scopeKey(b);
}

/** Negative when `a` overrides `b`: a user's own secret wins over a workspace's of its name. */
export function comparePrecedence(a: SecretScope, b: SecretScope): number {
  return rank(a) - rank(b);
}

function rank(scope: SecretScope): number {
  switch (scope.kind) {
    case 'user':
      return 0;
    case 'workspace':
      return 1;
  }
}
