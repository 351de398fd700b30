import * as vscode from 'vscode';
import { scopeText } from '../prompts/askScope.ts';
import { askValue } from '../prompts/valuePrompt.ts';
import { secretRow } from '../ui/secretRow.ts';
import { showFailure } from '../ui/showFailure.ts';
import { working } from '../ui/working.ts';
import { addMissingSecret } from './addMissingSecrets.ts';
import {
  type SecretsDeps,
  showOutcome,
  targetSecret,
  unchangeable,
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
  const refused = unchangeable(deps, scope, 'update secrets');
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
