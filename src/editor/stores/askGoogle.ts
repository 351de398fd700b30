import * as vscode from 'vscode';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { settings } from '../ids.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import type { StepHeading } from '../ui/step.ts';
import type { StoresDeps } from './storesDeps.ts';

/** Asks for the project, and gives the settings that say how Google Cloud is reached. */
export async function askGoogle(
  { clouds, stores }: StoresDeps,
  scope: SecretScope,
  { title }: StepHeading,
): Promise<SettingChanges | null> {
  const choice = stores.choiceOf(scope);
  const known = choice.kind === 'google' ? choice : null;
  const own = await clouds.google.projectOf(known?.credentialsFile ?? null);
  const project = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The project that keeps the secrets'),
    value: known?.project ?? own ?? '',
    ignoreFocusOut: true,
  });
  return project === undefined
    ? null
    : { [settings.googleProject]: project.trim() === '' ? undefined : project.trim() };
}
