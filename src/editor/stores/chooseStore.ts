import * as vscode from 'vscode';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { settings } from '../ids.ts';
import { askScope, scopesHere, scopeText } from '../prompts/askScope.ts';
import { askSeqera } from '../seqera/askSeqera.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { readTextSetting } from '../settings.ts';
import { askAwsProfile, askAwsRegion } from './askAwsProfile.ts';
import { askStore } from './askStore.ts';
import { carrySecrets } from './carrySecrets.ts';
import { scopeOf, scopesIn, type StoresDeps } from './storesDeps.ts';
import { writeStoreSettings } from './storeSettings.ts';

/** Chooses which store keeps the secrets of a scope, and how it is reached. */
export async function chooseStore(deps: StoresDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Choose Where Secrets Are Kept');
  const scope = scopeOf(argument) ?? (await scopeFor(scopesHere(), title));
  if (!scope) {
    return;
  }
  const values = await askStore(deps, scope, `${title}: ${scopeText(scope)}`);
  if (values !== null) {
    await carrySecrets(deps, scope, values, () => apply(deps, scope, values));
  }
}

export async function chooseAwsProfile(deps: StoresDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Choose AWS Profile');
  const scope = await scopeInAws(deps, argument, title);
  if (scope) {
    const answer = await askAwsProfile(deps, scope, { title, step: 1, of: 1 });
    if (answer !== null && answer !== 'back') {
      await apply(deps, scope, { [settings.awsProfile]: answer.value || undefined });
    }
  }
}

export async function chooseAwsRegion(deps: StoresDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Choose AWS Region');
  const scope = await scopeInAws(deps, argument, title);
  if (scope) {
    const choice = deps.stores.choiceOf(scope);
    const profile = choice.kind === 'aws' ? (choice.profile ?? '') : '';
    const answer = await askAwsRegion(deps, scope, profile, { title, step: 1, of: 1 });
    if (answer !== null && answer !== 'back') {
      await apply(deps, scope, { [settings.awsRegion]: answer.value || undefined });
    }
  }
}

async function scopeInAws(
  deps: StoresDeps,
  argument: unknown,
  title: string,
): Promise<SecretScope | null> {
  const scopes = scopesIn(deps, 'aws').map(({ scope }) => scope);
  // Runs, permissions and leftovers follow these settings where AWS keeps no secrets, too.
  return (
    scopeOf(argument) ?? scopeFor(scopes.length > 0 ? scopes : scopesHere().slice(0, 1), title)
  );
}

async function scopeFor(
  scopes: readonly SecretScope[],
  title: string,
): Promise<SecretScope | null> {
  const answer = await askScope(scopes, { title, step: 1, of: 1 });
  return answer === null || answer === 'back' ? null : answer.value;
}

async function apply(
  { stores }: StoresDeps,
  scope: SecretScope,
  values: SettingChanges,
): Promise<void> {
  await stores.during(() => writeStoreSettings(scope, values));
}

/**
 * Chooses the workspace of the Platform in which a folder's pipelines are launched, and its secrets
 * are, where the Platform keeps them. What else keeps them does so on.
 */
export async function chooseSeqeraWorkspace(deps: StoresDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Choose Seqera Workspace');
  const folders = scopesHere().filter(({ kind }) => kind === 'workspace');
  const given = scopeOf(argument);
  const scope = given?.kind === 'workspace' ? given : await scopeFor(folders, title);
  if (scope?.kind !== 'workspace') {
    return;
  }
  const current = readTextSetting(settings.seqeraWorkspace, vscode.Uri.parse(scope.folder));
  const values = await askSeqera(deps, scope, current);
  if (values === null) {
    return;
  }
  if (deps.stores.choiceOf(scope).kind === 'seqera') {
    await carrySecrets(deps, scope, values, () => apply(deps, scope, values));
  } else {
    await apply(deps, scope, values);
  }
}
