import * as vscode from 'vscode';
import { type LaunchPlace, scriptLabel } from '../../../core/runs/launch/scriptLabel.ts';
import type { LaunchRequest } from '../../../services/launch/launchRequest.ts';

/** A folder as a launch takes it. */
export function launchFolder(folder: vscode.WorkspaceFolder): LaunchRequest['folder'] {
  return { uri: folder.uri.toString(), ...placeOf(folder.uri.fsPath) };
}

/** A folder as this window shows it: by its name where several are open. */
export function placeOf(path: string): LaunchPlace {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const name = folders.find(({ uri }) => uri.fsPath === path)?.name ?? null;
  return { path, name: folders.length > 1 ? name : null };
}

/** The folders of this window. */
export function openPlaces(): readonly LaunchPlace[] {
  return (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => placeOf(uri.fsPath));
}

/** A script for people, as `scriptLabel` says. */
export function labelOf(script: vscode.Uri, folder: vscode.WorkspaceFolder): string {
  return scriptLabel(script.fsPath, placeOf(folder.uri.fsPath));
}

/** The folder that is launched from where no script says so: the only one, or the one that is chosen. */
export async function chooseFolder(placeHolder: string): Promise<vscode.WorkspaceFolder | null> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (!first) {
    tellNoFolder();
    return null;
  }
  return folders.length === 1
    ? first
    : ((await vscode.window.showWorkspaceFolderPick({ placeHolder })) ?? null);
}

/** Nextflow runs in a folder, and its secrets are those of that folder. */
export function tellNoFolder(): void {
  void vscode.window.showInformationMessage(
    vscode.l10n.t('Open the folder of the pipeline first. It is launched from there.'),
  );
}
