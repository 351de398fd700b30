import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import { isWriteOnly, storeNames } from '../../core/secrets/storeFacts.ts';
import { commands } from '../ids.ts';
import { scopeText } from '../prompts/askScope.ts';
import type { Invoked } from '../registerCommands.ts';
import { runCommand } from '../runCommand.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import { type SecretsDeps, showOutcome, targetSecret, unchangeable } from './secretsDeps.ts';

/** Removes a secret after it was said what that changes; can be undone while the window lives. */
export async function removeSecret(
  deps: SecretsDeps,
  argument: unknown,
  how: Invoked,
): Promise<void> {
  const record = await targetSecret(deps, argument, vscode.l10n.t('Remove Secret'));
  if (!record) {
    return;
  }
  const { name, scope } = record;
  const refused = unchangeable(deps, scope, 'remove secrets');
  if (refused) {
    showFailure(refused);
    return;
  }
  const question = vscode.l10n.t('Remove {0} from {1}?', name, scopeText(scope));
  const detail = consequence(deps, record);
  const sure = await vscode.window.showWarningMessage(
    question,
    { modal: true, detail },
    vscode.l10n.t('Remove'),
  );
  if (sure !== vscode.l10n.t('Remove')) {
    return;
  }
  if (how.byKey) {
    await deps.view.moveFocusFrom(record);
  }
  const done = await working(vscode.l10n.t('Removing {0}', name), signal =>
    deps.editor.remove(scope, name, signal),
  );
  if (showOutcome(done, vscode.l10n.t('{0} is removed', name)) && !isWriteOnly(record.store)) {
    const undo = await vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is removed from {1}.', name, scopeText(scope)),
      vscode.l10n.t('Undo'),
    );
    if (undo) {
      await runCommand(commands.undoRemove);
    }
  }
}

function consequence(
  { catalog, index }: SecretsDeps,
  { name, scope, store }: SecretRecord,
): string {
  const folder = scope.kind === 'workspace' ? scope.folder : undefined;
  const uses = index.uses(folder).filter(({ reference }) => reference.name === name).length;
  const used =
    uses === 0
      ? vscode.l10n.t('No place uses it.')
      : plural(uses, vscode.l10n.t('1 place uses it.'), vscode.l10n.t('{0} places use it.', uses));
  const resolution = catalog.current.resolve(name);
  const others = resolution.kind === 'found' ? resolution.shadowed.length : 0;
  const then =
    others > 0 && scope.kind === 'user'
      ? [vscode.l10n.t('The workspace secret of that name will be used instead.')]
      : [];
  const undo = catalog.store(scope)?.recovery
    ? vscode.l10n.t('It can be restored for several days.')
    : isWriteOnly(store)
      ? vscode.l10n.t('{0} does not return values, so this cannot be undone.', storeNames[store])
      : vscode.l10n.t('You can undo this until the window closes.');
  return [used, ...then, undo].join(' ');
}

export async function undoRemove(deps: SecretsDeps): Promise<void> {
  const name = deps.editor.undoable;
  if (name === null) {
    void vscode.window.showInformationMessage(vscode.l10n.t('Nothing was removed in this window.'));
    return;
  }
  const done = await working(vscode.l10n.t('Restoring {0}', name), signal =>
    deps.editor.undoRemove(signal),
  );
  showOutcome(done, vscode.l10n.t('{0} is back', name));
}
