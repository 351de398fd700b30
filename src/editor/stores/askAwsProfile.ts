import * as vscode from 'vscode';
import { escapeIcons, iconLabel } from '../../core/iconLabel.ts';
import { awsRegions, isAwsRegion } from '../../core/secrets/awsRegions.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { AwsProfile } from '../../services/ports/ports.ts';
import { settings } from '../ids.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { type Answer, pick, type StepHead } from '../ui/step.ts';
import type { StoresDeps } from './storesDeps.ts';

const ways: Readonly<Record<AwsProfile['by'], string>> = {
  sso: 'signs in with IAM Identity Center (SSO)',
  role: 'assumes a role',
  keys: 'has access keys',
  program: 'asks a program for credentials',
  other: 'takes its credentials from elsewhere',
};

/** The profiles of this machine, to choose one; empty stands for what the environment says. */
export async function askAwsProfile(
  { clouds, stores }: StoresDeps,
  scope: SecretScope,
  headed: StepHead,
): Promise<Answer<string>> {
  const choice = stores.choiceOf(scope);
  const current = choice.kind === 'aws' ? choice.profile : null;
  const items = (await clouds.aws.profiles()).map(({ name, by, region }) => ({
    label: iconLabel`$(account) ${name}`,
    description: escapeIcons(
      [name === current ? 'in use' : '', region ?? ''].filter(Boolean).join(' · '),
    ),
    detail: `Profile that ${ways[by]}`,
    value: name,
  }));
  const environment = {
    label: '$(server-environment) From the environment',
    description: choice.kind === 'aws' && current === null ? 'in use' : '',
    detail:
      'AWS_PROFILE, AWS_ACCESS_KEY_ID and the like, else the default profile or this machine’s role',
    value: '',
  };
  return pick([...items, environment], headed, 'Whose credentials?');
}

/** The region; empty stands for the profile's. */
export async function askAwsRegion(
  { clouds, stores }: StoresDeps,
  scope: SecretScope,
  profile: string,
  headed: StepHead,
): Promise<Answer<string>> {
  const choice = stores.choiceOf(scope);
  const current = choice.kind === 'aws' ? choice.region : null;
  const own = (await clouds.aws.profiles()).find(({ name }) => name === profile)?.region ?? null;
  const listed = [
    ...(own === null
      ? []
      : [{ label: iconLabel`$(globe) ${own}`, description: 'the profile’s own', value: '' }]),
    ...awsRegions
      .filter(([region]) => region !== own)
      .map(([region, where]) => ({
        label: iconLabel`$(globe) ${region}`,
        description: [where, region === current ? 'in use' : ''].filter(Boolean).join(' · '),
        value: region,
      })),
    { label: '$(edit) Another region…', description: '', value: 'another' },
  ];
  const answer = await pick(listed, headed, 'In which region?');
  return answer === null || answer === 'back' || answer.value !== 'another'
    ? answer
    : typedRegion(headed);
}

async function typedRegion({ title }: StepHead): Promise<Answer<string>> {
  const text = await vscode.window.showInputBox({
    title,
    prompt: 'The region, say eu-central-2',
    validateInput: typed =>
      isAwsRegion(typed.trim()) ? undefined : 'A region looks like eu-central-2.',
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
