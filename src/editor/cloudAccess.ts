import * as vscode from 'vscode';
import type { Cloud } from '../core/failure.ts';
import type { InspectorChoice } from '../services/ports/permissionPorts.ts';
import { settings } from './ids.ts';

/** How the settings say that a cloud is reached; null where they leave it to the credentials. */
export function cloudAccess<C extends Cloud>(cloud: C): Extract<InspectorChoice, { cloud: C }> {
  const choices: { readonly [Each in Cloud]: Extract<InspectorChoice, { cloud: Each }> } = {
    aws: { cloud: 'aws', profile: text(settings.awsProfile), region: text(settings.awsRegion) },
    google: {
      cloud: 'google',
      project: text(settings.googleProject),
      credentialsFile: text(settings.googleCredentialsFile),
    },
  };
  return choices[cloud];
}

/** A setting of this window's first folder; null for an empty one. */
export function text(id: string): string | null {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const value = vscode.workspace.getConfiguration(undefined, folder).get<string>(id, '').trim();
  return value === '' ? null : value;
}
