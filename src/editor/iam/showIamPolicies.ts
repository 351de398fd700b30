import * as vscode from 'vscode';
import { iamText } from '../../core/iam/documents/iamText.ts';
import type { IamDeps } from './iamDeps.ts';
import { knownPlaceholders } from './knownPlaceholders.ts';

/** Shows every policy document, filled in, with what it is for. */
export async function showIamPolicies(deps: IamDeps): Promise<void> {
  const known = await knownPlaceholders(deps, vscode.l10n.t('IAM Policies'));
  if (known) {
    await deps.preview.show(iamText(known));
  }
}
