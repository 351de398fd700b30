// @ts-check
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits, modify, parse } from 'jsonc-parser';

/** Settings that keep everything but the extension out of the picture. */
const quiet = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'git.openRepositoryInParentFolders': 'never',
};

/** VS Code's own colouring, where the official extension does not bring a better one. */
const groovy = { 'files.associations': { '*.nf': 'groovy', 'nextflow.config': 'groovy' } };

/**
 * Makes a new user of VS Code, with these settings besides those for quiet; a user who is there
 * already keeps their own.
 * @param {string} folder  the user data folder
 * @param {Record<string, unknown>} settings
 * @param {string} [extensions]  the folder of installed extensions
 */
export function makeUser(folder, settings, extensions) {
  const file = settingsOf(folder);
  if (!existsSync(file)) {
    const colouring = hasOfficial(extensions) ? {} : groovy;
    mkdirSync(join(folder, 'User'), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...quiet, ...colouring, ...settings }, null, 2));
  }
}

/**
 * Settings of the machine that a server runs on: a page of its takes those alone from there that
 * belong to a machine, and after a while from nowhere else. What stands there stays.
 * @param {string} folder  the user data folder
 * @param {Record<string, unknown>} settings
 */
export function makeMachine(folder, settings) {
  const file = machineSettingsOf(folder);
  if (!existsSync(file)) {
    mkdirSync(join(folder, 'Machine'), { recursive: true });
    writeFileSync(file, JSON.stringify(settings, null, 2));
  }
}

/**
 * Changes one setting of a user or machine, new or not; whatever else stands in their settings stays, comments
 * too, and so does a value that they chose themselves.
 * @param {string} file    from `settingsOf` or `machineSettingsOf`
 * @param {string} name    of the setting
 * @param {string} value
 * @param {(value: string) => boolean} isOurs  whether we set a value at an earlier start
 */
export function renewSetting(file, name, value, isOurs) {
  const text = readFileSync(file, 'utf8');
  const before = parse(text, [], { allowTrailingComma: true })?.[name];
  if (typeof before !== 'string' || before === '' || isOurs(before)) {
    const formattingOptions = { insertSpaces: true, tabSize: 2 };
    writeFileSync(file, applyEdits(text, modify(text, [name], value, { formattingOptions })));
  }
}

/** @param {string} folder */
export const settingsOf = folder => join(folder, 'User/settings.json');

/** @param {string} folder */
export const machineSettingsOf = folder => join(folder, 'Machine/settings.json');

/** @param {string | undefined} extensions */
function hasOfficial(extensions) {
  return (
    extensions !== undefined &&
    existsSync(extensions) &&
    readdirSync(extensions).some(name => name.startsWith('nextflow.nextflow-'))
  );
}
