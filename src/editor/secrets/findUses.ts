import * as vscode from 'vscode';
import { type SecretsDeps, targetName } from './secretsDeps.ts';
import { locationOf, shownUses } from './view/shownUses.ts';

/** Shows every place that names a secret, over the first of them. */
export async function findUses(deps: SecretsDeps, argument: unknown): Promise<void> {
  const name = await targetName(deps, argument, vscode.l10n.t('Find Places of Use'));
  if (name === null) {
    return;
  }
  const locations = shownUses(deps.index)
    .filter(use => use.name === name)
    .map(locationOf);
  const [first] = locations;
  if (!first) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('No place in this workspace uses {0}.', name),
    );
    return;
  }
  await vscode.window.showTextDocument(first.uri, { selection: first.range });
  if (locations.length > 1) {
    await vscode.commands.executeCommand(
      'editor.action.peekLocations',
      first.uri,
      first.range.start,
      locations,
      'peek',
    );
  }
}
