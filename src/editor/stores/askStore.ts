import * as vscode from 'vscode';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { type StoreKind, storeKinds, storeNames } from '../../core/secrets/storeFacts.ts';
import { settings } from '../ids.ts';
import { askSeqera } from '../seqera/askSeqera.ts';
import type { SettingChanges } from '../settingDefaults.ts';
import { inBrowser } from '../ui/inBrowser.ts';
import { pickOne } from '../ui/pick.ts';
import { askAwsProfile, askAwsRegion, awsSettings } from './askAwsProfile.ts';
import { askGoogle } from './askGoogle.ts';
import type { StoresDeps } from './storesDeps.ts';

/** Asks which store a scope is to have, and gives the settings that say so. */
export async function askStore(
  deps: StoresDeps,
  scope: SecretScope,
  title: string,
): Promise<SettingChanges | null> {
  const kind = await askKind(deps, scope, title);
  const more = kind === null ? null : await askHow(deps, scope, kind);
  if (kind === null || more === null) {
    return null;
  }
  const setting = scope.kind === 'user' ? settings.userStore : settings.workspaceStore;
  // A folder's settings need not say what holds without them; yours say what was decided.
  const said = kind === 'editor' && scope.kind === 'workspace' ? undefined : kind;
  return { ...more, [setting]: said };
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

/** The Seqera workspace that a scope has now; null where it has none. */
function workspaceOf({ stores }: StoresDeps, scope: SecretScope): string | null {
  const choice = stores.choiceOf(scope);
  return choice.kind === 'seqera' ? choice.workspace : null;
}
