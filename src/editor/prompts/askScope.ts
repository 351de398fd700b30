import * as vscode from 'vscode';
import { iconLabel } from '../../core/iconLabel.ts';
import { type SecretScope, userScope } from '../../core/secrets/secretScope.ts';
import { scopeReach, scopeSecrets, scopeTitle } from '../../core/words/scopeName.ts';
import { pick } from '../ui/pick.ts';
import { type StepAnswer, type StepHeading } from '../ui/step.ts';

/** The scopes of this window, the workspace folders' first. */
export function scopesHere(): readonly SecretScope[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [
    ...folders.map(({ uri }) => ({ kind: 'workspace', folder: uri.toString() }) as const),
    userScope,
  ];
}

/** How a scope is called in a sentence: `your secrets`, `the workspace’s secrets`. */
export function scopeText(scope: SecretScope): string {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (scope.kind === 'user' || folders.length <= 1) {
    return scopeSecrets(scope);
  }
  return vscode.l10n.t(
    'the secrets of {0}',
    folders.find(({ uri }) => uri.toString() === scope.folder)?.name ?? scope.folder,
  );
}

/** Asks where a secret is to be kept; not where there is only one choice. */
export async function askScope(
  scopes: readonly SecretScope[],
  heading: StepHeading,
): Promise<StepAnswer<SecretScope>> {
  const [only, ...others] = scopes;
  if (only && others.length === 0) {
    return { value: only };
  }
  const folders = vscode.workspace.workspaceFolders ?? [];
  const items = scopes.map(value =>
    value.kind === 'user'
      ? {
          label: iconLabel`$(account) ${scopeTitle(value)}`,
          detail: scopeReach(value),
          value,
        }
      : {
          label: iconLabel`$(folder) ${folders.length > 1 ? (folders.find(({ uri }) => uri.toString() === value.folder)?.name ?? '') : scopeTitle(value)}`,
          detail: scopeReach(value),
          value,
        },
  );
  return pick<SecretScope>(items, heading, vscode.l10n.t('Choose where to keep it'));
}
