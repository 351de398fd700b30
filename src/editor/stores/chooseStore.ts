import * as vscode from 'vscode';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { type StoreKind, storeKinds, storeNames } from '../../core/secrets/storeFacts.ts';
import { settings } from '../ids.ts';
import { askScope, scopesHere, scopeText } from '../prompts/askScope.ts';
import { askSeqera } from '../seqera/askSeqera.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { inBrowser } from '../ui/inBrowser.ts';
import { pickOne } from '../ui/step.ts';
import { askAwsProfile, askAwsRegion, awsSettings } from './askAwsProfile.ts';
import { askGoogle } from './askGoogle.ts';
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
  const kind = await askKind(deps, scope, `${title}: ${scopeText(scope)}`);
  const more = kind === null ? null : await askHow(deps, scope, kind);
  if (kind !== null && more !== null) {
    const setting = scope.kind === 'user' ? settings.userStore : settings.workspaceStore;
    // A folder's settings need not say what holds without them; yours say what was decided.
    const said = kind === 'editor' && scope.kind === 'workspace' ? undefined : kind;
    const values = { ...more, [setting]: said };
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

const kinds: Readonly<Record<StoreKind, { icon: string; detail: string }>> = {
  editor: {
    icon: 'vscode',
    detail: inBrowser()
      ? vscode.l10n.t(
          'In this browser’s storage. Other windows can overwrite it, and other browsers cannot read it',
        )
      : vscode.l10n.t('Encrypted on this machine, for you alone'),
  },
  nextflow: {
    icon: 'file',
    detail: vscode.l10n.t(
      'Plain text on this machine that only you can read, shared with nextflow secrets',
    ),
  },
  aws: {
    icon: 'cloud',
    detail: vscode.l10n.t(
      'Secrets Manager of an AWS account, shared with everyone whom its IAM policies allow',
    ),
  },
  google: {
    icon: 'cloud',
    detail: vscode.l10n.t(
      'Secret Manager of a project, shared with everyone whom its IAM policies allow',
    ),
  },
  seqera: {
    icon: 'organization',
    detail: vscode.l10n.t(
      'Pipeline secrets of a workspace, or your user secrets. For runs on the Platform. Values cannot be read back',
    ),
  },
};

async function askKind(
  { stores, nextflow }: StoresDeps,
  scope: SecretScope,
  title: string,
): Promise<StoreKind | null> {
  const current = stores.choiceOf(scope).kind;
  const items = storeKinds(scope).map(value => ({
    label: `$(${kinds[value].icon}) ${storeNames[value]}`,
    description: [
      value === current ? vscode.l10n.t('in use') : '',
      value === 'nextflow' ? nextflow.path : '',
    ]
      .filter(part => part !== '')
      .join(' · '),
    detail: kinds[value].detail,
    value,
  }));
  return pickOne(items, title, vscode.l10n.t('Choose a store'));
}

async function askHow(
  deps: StoresDeps,
  scope: SecretScope,
  kind: StoreKind,
): Promise<SettingChanges | null> {
  switch (kind) {
    case 'editor':
    case 'nextflow':
      return {};
    case 'aws': {
      const title = vscode.l10n.t('Secrets in AWS');
      for (;;) {
        const profile = await askAwsProfile(deps, scope, { title, step: 1, of: 2 });
        if (profile === null || profile === 'back') {
          return null;
        }
        const region = await askAwsRegion(deps, scope, profile.value, { title, step: 2, of: 2 });
        if (region !== 'back') {
          return region && awsSettings(profile.value, region.value);
        }
      }
    }
    case 'google':
      return askGoogle(deps, scope, {
        title: vscode.l10n.t('Secrets in Google Cloud'),
        step: 1,
        of: 1,
      });
    case 'seqera':
      return askSeqera(deps, scope, workspaceOf(deps, scope));
  }
}

async function apply(
  { stores }: StoresDeps,
  scope: SecretScope,
  values: SettingChanges,
): Promise<void> {
  await stores.during(() => writeStoreSettings(scope, values));
}

/** Chooses the workspace of the Platform in which a folder's secrets are. */
export async function chooseSeqeraWorkspace(deps: StoresDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Choose Seqera Workspace');
  const folders = scopesHere().filter(({ kind }) => kind === 'workspace');
  const given = scopeOf(argument);
  const scope = given?.kind === 'workspace' ? given : await scopeFor(folders, title);
  const values = scope && (await askSeqera(deps, scope, workspaceOf(deps, scope)));
  if (scope && values) {
    const all = { ...values, [settings.workspaceStore]: 'seqera' };
    await carrySecrets(deps, scope, all, () => apply(deps, scope, all));
  }
}

function workspaceOf({ stores }: StoresDeps, scope: SecretScope): string | null {
  const choice = stores.choiceOf(scope);
  return choice.kind === 'seqera' ? choice.workspace : null;
}
