import * as vscode from 'vscode';
import { pickRun } from '../pickRun.ts';
import type { RunsDeps } from '../runsDeps.ts';

/** Shows the folder that a run was launched from: `.nextflow.log` and `work` are there. */
export async function openRunFolder(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, () => true, 'Open Launch Folder');
  if (!run) {
    return;
  }
  const folder = vscode.Uri.file(run.record.launchFolder);
  if (vscode.workspace.getWorkspaceFolder(folder)) {
    await vscode.commands.executeCommand('revealInExplorer', folder);
  } else {
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  }
}
