import * as vscode from 'vscode';
import { plural } from '../../core/count.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import { scopeKey } from '../../core/secrets/secretScope.ts';
import { isWriteOnly, storeNames } from '../../core/secrets/storeFacts.ts';
import { commands } from '../ids.ts';
import { askScope, scopesHere, scopeText } from '../prompts/askScope.ts';
import { askValue } from '../prompts/valuePrompt.ts';
import type { Invoked } from '../registerCommands.ts';
import { runCommand } from '../runCommand.ts';
import { secretRow } from '../ui/secretRow.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import { addMissingSecret } from './addMissingSecrets.ts';
import {
  type SecretsDeps,
  showOutcome,
  targetSecret,
  unchangeable,
  unreadable,
  valueCheck,
} from './secretsDeps.ts';

/** Gives a secret another value. */
export async function updateSecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  if (secretRow(argument)?.kind === 'missing') {
    await addMissingSecret(deps, argument);
    return;
  }
  const record = await targetSecret(deps, argument, vscode.l10n.t('Update Value'));
  if (!record) {
    return;
  }
  const { name, scope } = record;
  const refused = unchangeable(deps, scope, vscode.l10n.t('update secrets'));
  if (refused) {
    showFailure(refused);
    return;
  }
  const heading = { title: vscode.l10n.t('Update {0}', name), step: 1, of: 1 };
  const answer = await askValue(name, { heading, check: valueCheck(deps, scope) });
  if (answer !== null && answer !== 'back' && answer.value !== 'skip') {
    const { value } = answer;
    const done = await working(vscode.l10n.t('Updating {0}', name), signal =>
      deps.editor.update(scope, name, value, signal),
    );
    showOutcome(done, vscode.l10n.t('{0} has a new value in {1}', name, scopeText(scope)));
  }
}

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
  const refused = unchangeable(deps, scope, vscode.l10n.t('remove secrets'));
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

export function moveSecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  return transfer(deps, argument, 'move');
}

export function copySecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  return transfer(deps, argument, 'copy');
}

async function transfer(deps: SecretsDeps, argument: unknown, how: 'move' | 'copy'): Promise<void> {
  const title = how === 'move' ? vscode.l10n.t('Move Secret') : vscode.l10n.t('Copy Secret');
  const record = await targetSecret(deps, argument, title);
  if (!record) {
    return;
  }
  const { name, scope } = record;
  const refused = unreadable(record);
  if (refused) {
    showFailure(refused);
    return;
  }
  const others = scopesHere().filter(other => scopeKey(other) !== scopeKey(scope));
  if (others.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open a folder to get a second scope.'),
    );
    return;
  }
  const answer = await askScope(others, { title: `${title} ${name}`, step: 1, of: 1 });
  if (answer === null || answer === 'back') {
    return;
  }
  const to = answer.value;
  const message = vscode.l10n.t('{0} is now in {1}', name, scopeText(to));
  const put = (replace: boolean) =>
    working(
      `${how === 'move' ? vscode.l10n.t('Moving') : vscode.l10n.t('Copying')} ${name}`,
      signal => deps.editor[how](name, scope, to, replace, signal),
    );
  const done = await put(false);
  if (done === null || done.ok || done.error.kind !== 'secret-exists') {
    showOutcome(done, message);
    return;
  }
  const question = vscode.l10n.t('Replace the value of {0} in {1}?', name, scopeText(to));
  if (await vscode.window.showWarningMessage(question, { modal: true }, vscode.l10n.t('Replace'))) {
    showOutcome(await put(true), message);
  }
}
