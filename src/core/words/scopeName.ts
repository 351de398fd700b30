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
