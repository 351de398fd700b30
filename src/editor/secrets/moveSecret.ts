import * as vscode from 'vscode';
import { scopeKey } from '../../core/secrets/secretScope.ts';
import { withSeveralLines } from '../../services/catalog/compareStores.ts';
import { askScope, scopesHere, scopeText } from '../prompts/askScope.ts';
import { chooseStoredForm } from '../prompts/chooseStoredForm.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import { type SecretsDeps, showOutcome, targetSecret, unreadable } from './secretsDeps.ts';

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
  const [source, target] = [deps.catalog.store(scope), deps.catalog.store(to)];
  const form = await chooseStoredForm(target?.kind ?? null, `${title} ${name}`, signal =>
    source ? withSeveralLines(source, [name], signal) : Promise.resolve([]),
  );
  if (form === null) {
    return;
  }
  const message = vscode.l10n.t('{0} is now in {1}', name, scopeText(to));
  const put = (replace: boolean) =>
    working(
      `${how === 'move' ? vscode.l10n.t('Moving') : vscode.l10n.t('Copying')} ${name}`,
      signal => deps.editor[how](name, scope, to, replace, signal, form),
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
