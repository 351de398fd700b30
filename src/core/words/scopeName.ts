import * as l10n from '@vscode/l10n';
import type { SecretScope } from '../secrets/secretScope.ts';

/** How a scope is called beside a secret's name: `yours`, `workspace`. */
export function scopeName({ kind }: SecretScope): string {
  return kind === 'user' ? l10n.t('yours') : l10n.t('workspace');
}

/** The same as a heading: `Yours`, `Workspace`. */
export function scopeTitle({ kind }: SecretScope): string {
  return kind === 'user' ? l10n.t('Yours') : l10n.t('Workspace');
}

/** Whose a secret is, where it is described: `yours, in every folder`. */
export function scopeOwner({ kind }: SecretScope): string {
  return kind === 'user' ? l10n.t('yours, in every folder') : l10n.t('of this workspace folder');
}

/** How Seqera Platform’s pages call the secrets of a scope. */
export function platformSecrets(kind: SecretScope['kind']): string {
  return kind === 'user' ? l10n.t('your secrets') : l10n.t('workspace secrets');
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
