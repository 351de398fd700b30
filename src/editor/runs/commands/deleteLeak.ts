import * as vscode from 'vscode';
import { isLeak } from '../leakFindings.ts';
import type { RunsDeps } from '../runsDeps.ts';

/**
 * Deletes a file that has the value of a secret, the one in the editor where none is given, after
 * asking; not into a bin, which would keep it.
 */
export async function deleteLeak(_: RunsDeps, given: unknown): Promise<void> {
  const argument =
    given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  if (!argument || !vscode.languages.getDiagnostics(argument).some(isLeak)) {
    const message = 'No run is known to have left the value of a secret in this file.';
    void vscode.window.showInformationMessage(message);
    return;
  }
  const remove = 'Delete';
  const chosen = await vscode.window.showWarningMessage(
    `Delete ${vscode.workspace.asRelativePath(argument)}?`,
    {
      modal: true,
      detail: 'It goes for good. Where it is part of a task’s folder, that task runs again.',
    },
    remove,
  );
  if (chosen === remove) {
    await vscode.workspace.fs.delete(argument, { useTrash: false });
  }
}
