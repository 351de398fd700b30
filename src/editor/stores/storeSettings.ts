import * as vscode from 'vscode';
import type { SecretScope } from '../../core/scope.ts';
import { expandPrefix, type StoreChoice } from '../../core/storeChoice.ts';
import type { StoreKind } from '../../core/storeFacts.ts';
import { settings } from '../ids.ts';

/**
 * What the settings say of a scope's store. Yours is read from your own settings alone: where it
 * is kept is not for a workspace to say.
 */
export function readChoice(scope: SecretScope, user: string): StoreChoice {
  const read = reader(scope);
  const own = scope.kind === 'user';
  const kind = read<StoreKind>(own ? settings.userStore : settings.workspaceStore, 'editor');
  const template = read(own ? settings.userPrefix : settings.workspacePrefix, '');
  const prefix = expandPrefix(template, { user, folder: folderName(scope) });
  switch (kind) {
    case 'editor':
      return { kind };
    case 'aws':
      return {
        kind,
        profile: given(read(settings.awsProfile, '')),
        region: given(read(settings.awsRegion, '')),
        prefix,
        recoveryDays: read(settings.awsRecoveryDays, 7),
      };
    case 'google':
      return {
        kind,
        project: given(read(settings.googleProject, '')),
        credentialsFile: given(read(settings.googleCredentialsFile, '')),
        location: given(read(settings.googleLocation, '')),
        prefix,
      };
  }
}

/** Writes settings of a scope: yours into your own, a folder's into the folder's. */
export async function writeSettings(
  scope: SecretScope,
  values: Readonly<Record<string, unknown>>,
): Promise<void> {
  const configuration = configurationOf(scope);
  const target =
    scope.kind === 'user'
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.WorkspaceFolder;
  for (const [id, value] of Object.entries(values)) {
    await configuration.update(id, value, target);
  }
}

function reader(scope: SecretScope): <T>(id: string, fallback: T) => T {
  const configuration = configurationOf(scope);
  return <T>(id: string, fallback: T): T => {
    if (scope.kind === 'workspace') {
      return configuration.get<T>(id, fallback);
    }
    const found = configuration.inspect<T>(id);
    return found?.globalValue ?? found?.defaultValue ?? fallback;
  };
}

function configurationOf(scope: SecretScope): vscode.WorkspaceConfiguration {
  const resource = scope.kind === 'user' ? null : vscode.Uri.parse(scope.folder);
  return vscode.workspace.getConfiguration(undefined, resource);
}

function folderName(scope: SecretScope): string {
  const folder = vscode.workspace.workspaceFolders?.find(
    ({ uri }) => scope.kind === 'workspace' && uri.toString() === scope.folder,
  );
  return folder?.name ?? '';
}

function given(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
