import * as vscode from 'vscode';
import type { Cloud } from '../core/failure.ts';
import type { InspectorChoice } from '../services/ports/permissionInspectors.ts';
import { settings } from './ids.ts';
import type { SettingOf } from './settingDefaults.ts';
import { readTextSetting } from './settings.ts';

/** How the settings say that a cloud is reached; null where they leave it to the credentials. */
export function cloudAccess<C extends Cloud>(cloud: C): Extract<InspectorChoice, { cloud: C }> {
  const choices: { readonly [Each in Cloud]: Extract<InspectorChoice, { cloud: Each }> } = {
    aws: {
      cloud: 'aws',
      profile: textHere(settings.awsProfile),
      region: textHere(settings.awsRegion),
    },
    google: {
      cloud: 'google',
      project: textHere(settings.googleProject),
      credentialsFile: textHere(settings.googleCredentialsFile),
    },
  };
  return choices[cloud];
}

/** A setting of this window's first folder; null for an empty one. */
export function textHere(id: SettingOf<string>): string | null {
  return readTextSetting(id, vscode.workspace.workspaceFolders?.[0]?.uri);
}
