import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { awsRegions, isAwsRegion } from '../../core/secrets/awsRegions.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { AwsProfile } from '../../services/ports/stores/cloudStores.ts';
import { settings } from '../ids.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { pick } from '../ui/pick.ts';
import { type StepAnswer, type StepHeading } from '../ui/step.ts';
import type { StoresDeps } from './storesDeps.ts';

const ways: Readonly<Record<AwsProfile['by'], string>> = {
  sso: vscode.l10n.t('signs in with IAM Identity Center (SSO)'),
  role: vscode.l10n.t('assumes a role'),
  keys: vscode.l10n.t('has access keys'),
  program: vscode.l10n.t('asks a program for credentials'),
  other: vscode.l10n.t('takes its credentials from elsewhere'),
};

/** The profiles of this machine, to choose one; empty stands for what the environment says. */
export async function askAwsProfile(
  { clouds, stores }: StoresDeps,
  scope: SecretScope,
  heading: StepHeading,
): Promise<StepAnswer<string>> {
  const choice = stores.choiceOf(scope);
  const current = choice.kind === 'aws' ? choice.profile : null;
  const items = (await clouds.aws.profiles()).map(({ name, by, region }) => ({
    label: iconLabel`$(account) ${name}`,
    description: escapeIcons(
      [name === current ? vscode.l10n.t('in use') : '', region ?? ''].filter(Boolean).join(' · '),
    ),
    detail: vscode.l10n.t('Profile that {0}', ways[by]),
    value: name,
  }));
  const environment = {
    label: iconLabel`$(server-environment) ${vscode.l10n.t('From the environment')}`,
    description: choice.kind === 'aws' && current === null ? vscode.l10n.t('in use') : '',
    detail: vscode.l10n.t(
      'AWS_PROFILE, AWS_ACCESS_KEY_ID and similar variables, otherwise the default profile or the role of this machine',
    ),
    value: '',
  };
  return pick([...items, environment], heading, vscode.l10n.t('Choose whose credentials to use'));
}

/** The region; empty stands for the profile's. */
export async function askAwsRegion(
  { clouds, stores }: StoresDeps,
  scope: SecretScope,
  profile: string,
  heading: StepHeading,
): Promise<StepAnswer<string>> {
  const choice = stores.choiceOf(scope);
  const current = choice.kind === 'aws' ? choice.region : null;
  const own = (await clouds.aws.profiles()).find(({ name }) => name === profile)?.region ?? null;
  const listed = [
    ...(own === null
      ? []
      : [
          {
            label: iconLabel`$(globe) ${own}`,
            description: vscode.l10n.t('the profile’s own'),
            value: '',
          },
        ]),
    ...awsRegions
      .filter(([region]) => region !== own)
      .map(([region, where]) => ({
        label: iconLabel`$(globe) ${region}`,
        description: [where, region === current ? vscode.l10n.t('in use') : '']
          .filter(Boolean)
          .join(' · '),
        value: region,
      })),
    {
      label: iconLabel`$(edit) ${vscode.l10n.t('Another region…')}`,
      description: '',
      value: 'another',
    },
  ];
  const answer = await pick(listed, heading, vscode.l10n.t('Choose a region'));
  return answer === null || answer === 'back' || answer.value !== 'another'
    ? answer
    : typedRegion(heading);
}

async function typedRegion({ title }: StepHeading): Promise<StepAnswer<string>> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('The region, for example eu-central-2'),
    validateInput: typed =>
      isAwsRegion(typed.trim()) ? undefined : vscode.l10n.t('A region looks like eu-central-2.'),
  });
  return text === undefined ? null : { value: text.trim() };
}

/** The settings that say how AWS is reached. */
export function awsSettings(profile: string, region: string): SettingChanges {
  return {
    [settings.awsProfile]: profile === '' ? undefined : profile,
    [settings.awsRegion]: region === '' ? undefined : region,
  };
}
