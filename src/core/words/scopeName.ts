import * as l10n from '@vscode/l10n';
import type { SecretScope } from '../secrets/secretScope.ts';

/** How a scope is called beside a secret's name: `yours`, `workspace`. */
export function scopeName({ kind }: SecretScope): string {
  return kind === 'user' ? l10n.t('yours') : l10n.t('workspace');
}

/** How the secrets of a scope are called in a sentence: `your secrets`, `the workspace’s secrets`. */
export function scopeSecrets({ kind }: SecretScope): string {
  return kind === 'user' ? l10n.t('your secrets') : l10n.t('the workspace’s secrets');
}

/** Where the secrets of a scope count, for who chooses one. */
export function scopeReach({ kind }: SecretScope): string {
  return kind === 'user'
    ? l10n.t('In every folder. Overrides a workspace secret of the same name')
    : l10n.t('Only in this workspace folder');
}
