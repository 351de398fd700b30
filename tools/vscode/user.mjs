// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Settings that keep everything but the extension out of the picture. */
const quiet = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  // VS Code's own colouring, where no extension brings a better one.
  'files.associations': { '*.nf': 'groovy', 'nextflow.config': 'groovy' },
};

/**
 * Makes a new user of VS Code, with these settings besides those for quiet; a user who is there
 * already keeps their own.
 * @param {string} folder  the user data folder
 * @param {Record<string, unknown>} settings
 */
export function makeUser(folder, settings) {
  const file = join(folder, 'User/settings.json');
  if (!existsSync(file)) {
    mkdirSync(join(folder, 'User'), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...quiet, ...settings }, null, 2));
  }
}
