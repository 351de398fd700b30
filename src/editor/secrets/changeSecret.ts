import * as vscode from 'vscode';
import { count } from '../../core/count.ts';
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
  targetSecret,
  tell,
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
  const record = await targetSecret(deps, argument, 'Update Value');
  if (!record) {
    return;
  }
  const { name, scope } = record;
  const refused = unchangeable(deps, scope, 'update secrets');
  if (refused) {
    showFailure(refused);
    return;
  }
  const headed = { title: `Update ${name}`, step: 1, of: 1 };
  const answer = await askValue(name, { headed, check: valueCheck(deps, scope) });
  if (answer !== null && answer !== 'back' && answer.value !== 'skip') {
    const { value } = answer;
    const done = await working(`Updating ${name}`, signal =>
      deps.editor.update(scope, name, value, signal),
    );
    tell(done, `${name} has a new value in ${scopeText(scope)}`);
  }
}

/** Removes a secret after it was said what that changes; can be undone while the window lives. */
export async function removeSecret(
  deps: SecretsDeps,
  argument: unknown,
  how: Invoked,
): Promise<void> {
  const record = await targetSecret(deps, argument, 'Remove Secret');
  if (!record) {
    return;
  }
  const { name, scope } = record;
  const refused = unchangeable(deps, scope, 'remove secrets');
  if (refused) {
    showFailure(refused);
    return;
  }
  const question = `Remove ${name} from ${scopeText(scope)}?`;
  const detail = consequence(deps, record);
  const sure = await vscode.window.showWarningMessage(question, { modal: true, detail }, 'Remove');
  if (sure !== 'Remove') {
    return;
  }
  if (how.byKey) {
    await deps.view.moveFocusFrom(record);
  }
  const done = await working(`Removing ${name}`, signal => deps.editor.remove(scope, name, signal));
  if (tell(done, `${name} is removed`) && !isWriteOnly(record.store)) {
    const undo = await vscode.window.showInformationMessage(
      `${name} is removed from ${scopeText(scope)}.`,
      'Undo',
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
  const used = uses === 0 ? 'No place uses it.' : `${count(uses, 'place uses', 'places use')} it.`;
  const resolution = catalog.current.resolve(name);
  const others = resolution.kind === 'found' ? resolution.shadowed.length : 0;
  const then =
    others > 0 && scope.kind === 'user' ? ' The workspace’s secret of that name is used then.' : '';
  const undo = catalog.store(scope)?.recovery
    ? 'It can be restored for some days.'
    : isWriteOnly(store)
      ? `${storeNames[store]} gives its value to nobody, so this cannot be undone.`
      : 'You can undo this until the window closes.';
  return `${used}${then} ${undo}`;
}

export async function undoRemove(deps: SecretsDeps): Promise<void> {
  const name = deps.editor.undoable;
  if (name === null) {
    void vscode.window.showInformationMessage('Nothing was removed in this window.');
    return;
  }
  const done = await working(`Bringing ${name} back`, signal => deps.editor.undoRemove(signal));
  tell(done, `${name} is back`);
}

export function moveSecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  return transfer(deps, argument, 'move');
}

export function copySecret(deps: SecretsDeps, argument: unknown): Promise<void> {
  return transfer(deps, argument, 'copy');
}

async function transfer(deps: SecretsDeps, argument: unknown, how: 'move' | 'copy'): Promise<void> {
  const title = how === 'move' ? 'Move Secret' : 'Copy Secret';
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
    void vscode.window.showInformationMessage('Open a folder to have a second scope.');
    return;
  }
  const answer = await askScope(others, { title: `${title} ${name}`, step: 1, of: 1 });
  if (answer === null || answer === 'back') {
    return;
  }
  const to = answer.value;
  const message = `${name} is now in ${scopeText(to)}`;
  const put = (replace: boolean) =>
    working(`${how === 'move' ? 'Moving' : 'Copying'} ${name}`, signal =>
      deps.editor[how](name, scope, to, replace, signal),
    );
  const done = await put(false);
  if (done === null || done.ok || done.error.kind !== 'secret-exists') {
    tell(done, message);
    return;
  }
  const question = `Replace the value of ${name} in ${scopeText(to)}?`;
  if (await vscode.window.showWarningMessage(question, { modal: true }, 'Replace')) {
    tell(await put(true), message);
  }
}
