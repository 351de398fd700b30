import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import { decodeLine } from '../../core/runs/plan/valueAdvice.ts';

/** Tells of secrets that are kept in base64, with the lines of a script that decode them. */
export async function offerDecodeLines(names: readonly string[]): Promise<void> {
  const copy =
    names.length === 1 ? vscode.l10n.t('Copy the Line') : vscode.l10n.t('Copy the Lines');
  const lines = names.map(decodeLine);
  // Of many the lines would fill the window.
  const message =
    names.length > 3
      ? vscode.l10n.t(
          '{0} secrets are kept in base64. The task’s script decodes each, by a line of its own.',
          names.length,
        )
      : plural(
          names.length,
          vscode.l10n.t(
            '{0} is kept in base64. The task’s script decodes: {1}',
            names.join(', '),
            lines.join('; '),
          ),
          vscode.l10n.t(
            '{0} are kept in base64. The task’s script decodes: {1}',
            names.join(', '),
            lines.join('; '),
          ),
        );
  if ((await vscode.window.showInformationMessage(message, copy)) === copy) {
    await vscode.env.clipboard.writeText(lines.join('\n'));
  }
}
