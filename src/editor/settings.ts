import * as vscode from 'vscode';
import {
  type SettingChanges,
  settingDefaults,
  type SettingId,
  type SettingOf,
  type SettingValue,
  settingValue,
} from './settingDefaults.ts';

/** The value of a setting, as it holds for a file or folder; null for the whole window. */
export function readSetting<Id extends SettingId>(
  id: Id,
  resource: vscode.Uri | null = null,
): SettingValue<Id> {
  return written(id, vscode.workspace.getConfiguration(undefined, resource).get<unknown>(id));
}

/** A text without the blanks around it; null where it is empty. */
export function readTextSetting(
  id: SettingOf<string>,
  resource: vscode.Uri | null = null,
): string | null {
  const value = readSetting(id, resource).trim();
  return value === '' ? null : value;
}

/** What a setting is in each of the places where it can stand. */
export interface SettingPlaces<Value> {
  readonly user: Value | undefined;
  readonly workspace: Value | undefined;
  /** Where it is not set at all. */
  readonly usual: Value;
  /** Of the place that wins; one that is not trusted has no say in some settings. */
  readonly inForce: Value;
}

/** Where a setting is set, and to what. */
export function inspectSetting<Id extends SettingId>(
  id: Id,
  resource: vscode.Uri | null = null,
): SettingPlaces<SettingValue<Id>> {
  const found = vscode.workspace.getConfiguration(undefined, resource).inspect<unknown>(id);
  return {
    user: settingValue(id, found?.globalValue),
    workspace: settingValue(id, found?.workspaceValue),
    usual: written(id, undefined),
    inForce: readSetting(id, resource),
  };
}

/** Writes settings one after the other, as VS Code wants it. */
export async function writeSettings(
  values: SettingChanges,
  target: vscode.ConfigurationTarget,
  resource: vscode.Uri | null = null,
): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(undefined, resource);
  for (const [id, value] of Object.entries(values)) {
    await configuration.update(id, value, target);
  }
}

function written<Id extends SettingId>(id: Id, value: unknown): SettingValue<Id> {
  const usual: unknown = settingDefaults[id];
  return settingValue(id, value) ?? (usual as SettingValue<Id>);
}
