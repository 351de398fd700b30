import type { SecretScope } from '../secrets/secretScope.ts';

/** How a scope is called beside a secret's name: `yours`, `workspace`. */
export function scopeName({ kind }: SecretScope): string {
  return kind === 'user' ? 'yours' : 'workspace';
}

/** How the secrets of a scope are called in a sentence: `your secrets`, `the workspace’s secrets`. */
export function scopeSecrets({ kind }: SecretScope): string {
  return kind === 'user' ? 'your secrets' : 'the workspace’s secrets';
}
