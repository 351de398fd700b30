import * as vscode from 'vscode';
import { settings } from '../ids.ts';
import { inspectSetting, writeSettings } from '../settings.ts';

/**
 * Keeps the state of runs in another folder from now on: in that of the argument, as the message about
 * an unsafe one offers it, else in one that is typed into the setting.
 */
export async function changeRunDirectory(_deps: unknown, argument: unknown): Promise<void> {
  if (typeof argument !== 'string' || !argument.startsWith('/')) {
    await vscode.commands.executeCommand('workbench.action.openSettings', settings.runDirectory);
    return;
  }
  // Where the unsafe one is set: a workspace's wins over one's own.
  const { workspace } = inspectSetting(settings.runDirectory);
  const { Workspace, Global } = vscode.ConfigurationTarget;
  await writeSettings(
    { [settings.runDirectory]: argument },
    workspace === undefined ? Global : Workspace,
  );
  void vscode.window.showInformationMessage(
    vscode.l10n.t('The state of runs is now kept in {0}. You can launch again.', argument),
  );
}
