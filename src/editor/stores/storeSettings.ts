import * as vscode from 'vscode';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { expandPrefix, type StoreChoice } from '../../core/secrets/storeChoice.ts';
import { type StoreKind, storeKinds } from '../../core/secrets/storeFacts.ts';
import { settings } from '../ids.ts';

/**
 * What the settings say of a scope's store. Yours is read from your own settings alone: where it
 * is kept is not for a workspace to say.
 */
export function readChoice(
  scope: SecretScope,
  user: string,
  /** Settings that are about to be written; undefined stands for one that will be taken out. */
  pending: Readonly<Record<string, unknown>> = {},
): StoreChoice {
  const read = reader(scope, pending);
  const own = scope.kind === 'user';
  const kind = kindOf(scope, read(own ? settings.userStore : settings.workspaceStore, ''));
  const template = read(own ? settings.userPrefix : settings.workspacePrefix, '');
  const prefix = expandPrefix(template, { user, folder: folderName(scope) });
  switch (kind) {
    case 'editor':
    case 'nextflow':
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

/** What settings may name for a scope; anything else is the editor's own. */
function kindOf(scope: SecretScope, text: string): StoreKind {
  return storeKinds(scope).find(kind => kind === text) ?? 'editor';
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

function reader(
  scope: SecretScope,
  pending: Readonly<Record<string, unknown>>,
): <T>(id: string, fallback: T) => T {
  const configuration = configurationOf(scope);
  return <T>(id: string, fallback: T): T => {
    const found = configuration.inspect<T>(id);
    if (id in pending) {
      return (pending[id] as T | undefined) ?? widerValue(scope, found) ?? fallback;
    }
    // A folder that is not trusted has no say in some settings: `get` knows which.
    return scope.kind === 'workspace'
      ? configuration.get<T>(id, fallback)
      : (found?.globalValue ?? found?.defaultValue ?? fallback);
  };
}

interface Found<T> {
  readonly workspaceValue?: T;
  readonly globalValue?: T;
  readonly defaultValue?: T;
}

/** What holds where a scope's own settings say nothing. */
function widerValue<T>(scope: SecretScope, found: Found<T> | undefined): T | undefined {
  // Without a workspace file the folder's settings are the workspace's.
  const several = scope.kind === 'workspace' && vscode.workspace.workspaceFile !== undefined;
  const outer = several ? found?.workspaceValue : undefined;
  return (
    outer ?? (scope.kind === 'workspace' ? found?.globalValue : undefined) ?? found?.defaultValue
  );
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
