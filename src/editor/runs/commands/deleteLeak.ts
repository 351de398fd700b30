import * as vscode from 'vscode';
import { escapeIcons } from '../../../core/iconLabel.ts';
import { isLeak } from '../output/leakFindings.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/**
 * Deletes a file that has the value of a secret, one that is picked where none is given, after
 * asking; not into a bin, which would keep it.
 */
export async function deleteLeak(_deps: RunsDeps, given: unknown): Promise<void> {
  const argument = given instanceof vscode.Uri ? given : await pickLeak();
  if (!argument) {
    return;
  }
  const remove = vscode.l10n.t('Delete');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Delete {0}?', vscode.workspace.asRelativePath(argument)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'The file is deleted permanently. If it belongs to the folder of a task, a resumed run repeats that task.',
      ),
    },
    remove,
  );
  if (chosen === remove) {
    await vscode.workspace.fs.delete(argument, { useTrash: false });
  }
}

async function pickLeak(): Promise<vscode.Uri | null> {
  const files = vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) => (diagnostics.some(isLeak) ? [uri] : []));
  if (files.length === 0) {
    const message = vscode.l10n.t(
      'No run is known to have written the value of a secret into a file.',
    );
    void vscode.window.showInformationMessage(message);
    return null;
  }
  const items = files.map(uri => ({
    label: escapeIcons(vscode.workspace.asRelativePath(uri)),
    uri,
  }));
  const title = vscode.l10n.t('Delete File with a Leaked Secret');
  const picked = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: vscode.l10n.t('Choose a file'),
  });
  return picked?.uri ?? null;
}
