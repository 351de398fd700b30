// @ts-check
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Settings that keep everything but the extension out of the picture. */
const quiet = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
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
  const file = join(folder, 'User/settings.json');
  if (!existsSync(file)) {
    const colouring = hasOfficial(extensions) ? {} : groovy;
    mkdirSync(join(folder, 'User'), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...quiet, ...colouring, ...settings }, null, 2));
  }
}

/** @param {string | undefined} extensions */
function hasOfficial(extensions) {
  return (
    extensions !== undefined &&
    existsSync(extensions) &&
    readdirSync(extensions).some(name => name.startsWith('nextflow.nextflow-'))
  );
}
