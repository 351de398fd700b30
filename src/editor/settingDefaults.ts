import { settings } from './ids.ts';

/** The settings with the values that they have unless they are set; a test holds them against `package.json`. */
export const settingDefaults = {
  [settings.nextflowPath]: '',
  [settings.nfTestPath]: '',
  [settings.runDirectory]: '',
  [settings.stopTimeout]: 60,
  [settings.historyMaxAge]: 30,
  [settings.historyMaxRuns]: 50,
  [settings.codeLens]: true,
  [settings.findings]: true,
  [settings.clipboardTimeout]: 60,
  [settings.userStore]: 'editor',
  [settings.workspaceStore]: 'editor',
  // As VS Code shows them: the placeholders are replaced where the prefix is read.
  [settings.userPrefix]: 'nextflow/users/${user}/',
  [settings.workspacePrefix]: 'nextflow/${folder}/',
  [settings.awsProfile]: '',
  [settings.awsRegion]: '',
  [settings.awsExecutionRole]: '',
  [settings.awsRecoveryDays]: 7,
  [settings.googleProject]: '',
  [settings.googleCredentialsFile]: '',
  [settings.googleLocation]: '',
  [settings.googleEarlierVersions]: 'destroy',
  [settings.seqeraEndpoint]: 'https://api.cloud.seqera.io',
  [settings.seqeraUser]: '',
  [settings.seqeraWorkspace]: '',
  [settings.leftoverRegions]: [],
  [settings.leftoverProjects]: [],
  [settings.checkEndedRuns]: true,
} as const satisfies Record<SettingId, string | number | boolean | readonly string[]>;

export type SettingId = (typeof settings)[keyof typeof settings];

type Defaults = typeof settingDefaults;
type Wide<Default> = Default extends string
  ? string
  : Default extends number
    ? number
    : Default extends boolean
      ? boolean
      : readonly string[];

/** What a setting's value is. */
export type SettingValue<Id extends SettingId> = Wide<Defaults[Id]>;

/** Settings whose value is of one type, say text. */
export type SettingOf<Value> = {
  [Id in SettingId]: SettingValue<Id> extends Value ? Id : never;
}[SettingId];

/** Settings to write; undefined takes one out. */
export type SettingChanges = { readonly [Id in SettingId]?: SettingValue<Id> | undefined };

/**
 * A setting's value of what somebody wrote into `settings.json`, which may be anything; undefined
 * where it is of another type, which VS Code marks in that file.
 */
export function settingValue<Id extends SettingId>(
  id: Id,
  written: unknown,
): SettingValue<Id> | undefined {
  const usual: unknown = settingDefaults[id];
  const fits = Array.isArray(usual) ? Array.isArray(written) : typeof written === typeof usual;
  if (!fits) {
    return undefined;
  }
  const value = Array.isArray(written) ? written.filter(one => typeof one === 'string') : written;
  return value as SettingValue<Id>; // Just compared with the default, which has its type.
}
