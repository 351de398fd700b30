import * as vscode from 'vscode';
import { count } from '../../core/count.ts';
import { decodeLine } from '../../core/runs/plan/valueAdvice.ts';

/** Tells of secrets that are kept in base64, with the lines of a script that decode them. */
export async function offerDecodeLines(names: readonly string[]): Promise<void> {
  const copy =
    names.length === 1 ? vscode.l10n.t('Copy the Line') : vscode.l10n.t('Copy the Lines');
  const lines = names.map(decodeLine);
  const verb = names.length === 1 ? 'is' : 'are';
  // Of many the lines would fill the window.
  const few = names.length <= 3;
  const which = few
    ? names.join(', ')
    : count(names.length, vscode.l10n.t('secret'), vscode.l10n.t('secrets'));
  const how = few
    ? vscode.l10n.t('decodes: {0}', lines.join('; '))
    : vscode.l10n.t('decodes each, by a line of its own.');
  const message = vscode.l10n.t('{0} {1} kept in base64. The task’s script {2}', which, verb, how);
  if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
    await vscode.env.clipboard.writeText(lines.join('\n'));
  }
}
