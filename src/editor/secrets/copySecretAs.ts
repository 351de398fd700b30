import * as vscode from 'vscode';
import { secretForms } from '../../core/copyAs/copiedSecret.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import { sameScope } from '../../core/secrets/secretScope.ts';
import { personalWorkspace } from '../../core/seqera/seqeraWorkspace.ts';
import { settings } from '../ids.ts';
import { readTextSetting } from '../settings.ts';
import { copyForm } from '../ui/copyForm.ts';
import { type SecretsDeps, targetSecret } from './secretsDeps.ts';

/** Copies what makes a secret on Seqera Platform by other means; its value is not part of it. */
export async function copySecretAs(deps: SecretsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Copy Secret As');
  const record = await targetSecret(deps, argument, title);
  if (record) {
    const secret = { name: record.name, workspace: workspaceOf(deps, record) };
    await copyForm(secretForms(secret), title);
  }
}

/** The workspace that has it, else the one of its folder, else a place to fill in. */
function workspaceOf({ catalog }: SecretsDeps, { scope, store }: SecretRecord): string | null {
  if (scope.kind === 'user') {
    return null;
  }
  const entry = catalog.current.scopes.find(other => sameScope(other.scope, scope));
  const place = store === 'seqera' ? (entry?.store.place ?? null) : null;
  const chosen = readTextSetting(settings.seqeraWorkspace, vscode.Uri.parse(scope.folder));
  const named = place ?? chosen ?? '';
  return [personalWorkspace, ''].includes(named) ? 'ORGANISATION/WORKSPACE' : named;
}
