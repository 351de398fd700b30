import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const { Global, WorkspaceFolder } = vscode.ConfigurationTarget;

/** The script of the folder that is open. */
export function mainScript(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  return vscode.Uri.joinPath(folder?.uri ?? assert.fail(), 'main.nf');
}

/** What the folder's settings say of the Platform. */
export async function configureSeqera(
  endpoint: string | undefined,
  workspace: string | undefined,
): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const settings = vscode.workspace.getConfiguration('nextflowSecrets', folder?.uri);
  await settings.update('seqera.endpoint', endpoint, Global);
  await settings.update('seqera.workspace', workspace, WorkspaceFolder);
}
