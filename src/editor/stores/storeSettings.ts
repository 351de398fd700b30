import * as vscode from 'vscode';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import {
  type EarlierVersions,
  expandPrefix,
  type StoreChoice,
} from '../../core/secrets/storeChoice.ts';
import { type StoreKind, storeKinds } from '../../core/secrets/storeFacts.ts';
import { seqeraCloud } from '../../core/seqera/seqeraEndpoint.ts';
import { settings } from '../ids.ts';
import type { SettingChanges, SettingId, SettingValue } from '../settingDefaults.ts';
import { inspectSetting, type SettingPlaces, writeSettings } from '../settings.ts';

/**
 * What the settings say of a scope's store. Yours is read from your own settings alone: where it
 * is kept is not for a workspace to say.
 */
export function readChoice(
  scope: SecretScope,
  user: string,
  /** Settings that are about to be written; undefined stands for one that will be taken out. */
  pending: SettingChanges = {},
): StoreChoice {
  const read = reader(scope, pending);
  const own = scope.kind === 'user';
  const kind = kindOf(scope, read(own ? settings.userStore : settings.workspaceStore));
  const template = read(own ? settings.userPrefix : settings.workspacePrefix);
  const prefix = expandPrefix(template, { user, folder: folderName(scope) });
  switch (kind) {
    case 'editor':
    case 'nextflow':
      return { kind };
    case 'aws':
      return {
        kind,
        profile: given(read(settings.awsProfile)),
        region: given(read(settings.awsRegion)),
        prefix,
        recoveryDays: read(settings.awsRecoveryDays),
      };
    case 'google':
      return {
        kind,
        project: given(read(settings.googleProject)),
        credentialsFile: given(read(settings.googleCredentialsFile)),
        location: given(read(settings.googleLocation)),
        earlierVersions: earlierVersions(read(settings.googleEarlierVersions)),
        prefix,
      };
    case 'seqera':
      return {
        kind,
        ...seqeraAccount(pending),
        workspace: own ? null : given(read(settings.seqeraWorkspace)),
      };
  }
}

/** Only what is one: whatever else a settings file says is the default. */
function earlierVersions(text: string): EarlierVersions {
  return text === 'disable' || text === 'keep' ? text : 'destroy';
}

/**
 * The Platform that a token goes to, and whose it is: settings of the machine alone, whatever a
 * folder says.
 */
export function seqeraAccount(pending: SettingChanges = {}): {
  readonly endpoint: string;
  readonly user: string | null;
} {
  const read = reader({ kind: 'user' }, pending);
  return {
    endpoint: given(read(settings.seqeraEndpoint)) ?? seqeraCloud,
    user: given(read(settings.seqeraUser)),
  };
}

/** What settings may name for a scope; anything else is the editor's own. */
function kindOf(scope: SecretScope, text: string): StoreKind {
  return storeKinds(scope).find(kind => kind === text) ?? 'editor';
}

/** No folder has a say in where a token goes. */
const ofMachine: readonly string[] = [settings.seqeraEndpoint, settings.seqeraUser];

/** Writes settings of a scope: yours into your own, a folder's into the folder's. */
export async function writeStoreSettings(
  scope: SecretScope,
  values: SettingChanges,
): Promise<void> {
  const target =
    scope.kind === 'user'
      ? vscode.ConfigurationTarget.Global
      : vscode.ConfigurationTarget.WorkspaceFolder;
  const isOfMachine = ([id]: [string, unknown]): boolean => ofMachine.includes(id);
  const all = Object.entries(values);
  const [machine, own] = [all.filter(isOfMachine), all.filter(one => !isOfMachine(one))];
  await writeSettings(Object.fromEntries(machine), vscode.ConfigurationTarget.Global);
  await writeSettings(Object.fromEntries(own), target, resourceOf(scope));
}

function reader(
  scope: SecretScope,
  pending: SettingChanges,
): <Id extends SettingId>(id: Id) => SettingValue<Id> {
  return id => {
    const found = inspectSetting(id, resourceOf(scope));
    if (id in pending) {
      return pending[id] ?? widerValue(scope, found);
    }
    return scope.kind === 'workspace' ? found.inForce : (found.user ?? found.usual);
  };
}

/** What holds where a scope's own settings say nothing. */
function widerValue<Value>(scope: SecretScope, found: SettingPlaces<Value>): Value {
  if (scope.kind === 'user') {
    return found.usual;
  }
  // Without a workspace file the folder's settings are the workspace's.
  const outer = vscode.workspace.workspaceFile === undefined ? undefined : found.workspace;
  return outer ?? found.user ?? found.usual;
}

function resourceOf(scope: SecretScope): vscode.Uri | null {
  return scope.kind === 'user' ? null : vscode.Uri.parse(scope.folder);
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
