// @ts-check
// npm start -- [--desktop | --browser] [--no-open] [--port N] [--folder DIR] [--restricted] [--seqera]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { onEnding } from './ending.mjs';
import { packageExtension } from './package/extension.mjs';
import { cache, MissingTool, onPath, say } from './provision/shell.mjs';
import { vscodeServer } from './provision/vscode.mjs';
import { writeLauncher } from './start/launcher.mjs';
import { samplePipeline } from './start/samplePipeline.mjs';
import { samplePlatform } from './start/samplePlatform.mjs';
import { installExtension } from './vscode/install.mjs';
import { startServer } from './vscode/server.mjs';
import { machineSettingsOf, makeUser, renewSetting, settingsOf } from './vscode/user.mjs';

const usage = `npm start -- [options]
  --desktop      the desktop VS Code (the default where \`code\` is on the PATH)
  --browser      VS Code in the browser
  --no-open      only print the address
  --port N       of the address
  --folder DIR   another pipeline than samples/quickstart, or its copy for --seqera
  --restricted   open the folder untrusted
  --seqera       signed in to a Seqera Platform of this machine, with a sample organisation`;

/** Where `npm start` serves: the page keeps its secrets by address, so it should stay the same. */
const usualPort = 7311;

/** Where all of it is kept: what is built, the users' settings, and what pages remember. */
const usualHome = join(cache, 'start');

/**
 * What is opened, and what it is opened with.
 * @typedef {object} Target
 * @property {string} folder
 * @property {string | null} file  in an editor, if any
 * @property {boolean} restricted
 * @property {string | null} launcher  the Nextflow to run, from `writeLauncher`
 * @property {NodeJS.ProcessEnv} env
 * @property {string} home
 * @property {Record<string, unknown>} settings  of a user who is new
 * @property {string} firstSteps  what to do first
 */

/** @param {string} url */
function open(url) {
  const opener = process.platform === 'darwin' ? 'open' : onPath('xdg-open');
  if (opener) {
    spawn(opener, [url], { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
  }
}

/** This port, or 0 for any where it is taken. @param {number} port @returns {Promise<number>} */
function freePort(port) {
  return new Promise(done => {
    const probe = createServer()
      .once('error', () => done(0))
      .listen(port, '127.0.0.1', () => probe.close(() => done(port)));
  });
}

/** What to do first, in three lines. @param {boolean} restricted @param {string[]} next */
const firstSteps = (restricted, [launch, end] = hereSteps) => `
1. ${restricted ? 'Trust the folder. ' : ''}Add All Missing Secrets… (F1, or + in the Secrets view): made-up values do.
2. ${launch}
3. ${end}`;

const hereSteps = [
  'Run Pipeline… (F1, or the lens above the workflow in main.nf): the plan is shown, Enter starts it.',
  'The Runs view tells what happens, and at the end that every copy of a secret is removed.',
];

/** The settings of an earlier start, made to name the Nextflow of this one. @param {string} file @param {string | null} launcher */
function nameLauncher(file, launcher) {
  if (launcher !== null) {
    renewSetting(file, 'nextflowSecrets.nextflowPath', launcher, value =>
      value.endsWith(relative(resolve('.'), launcher)),
    );
  }
}

/** @param {Target} target */
function desktop({ folder, file, restricted, launcher, env, home, settings, firstSteps }) {
  console.log(firstSteps);
  const user = join(home, 'desktop');
  makeUser(user, settings, join(homedir(), '.vscode/extensions'));
  nameLauncher(settingsOf(user), launcher);
  const trust = restricted ? [] : ['--disable-workspace-trust'];
  // Under development, because what one installs in the desktop is there for all its windows.
  const extension = `--extensionDevelopmentPath=${join(home, 'extension')}`;
  const flags = ['--new-window', '--user-data-dir', user, extension, ...trust];
  const opened = [folder, ...(file === null ? [] : ['--goto', file])];
  const { status } = spawnSync('code', [...flags, ...opened], { stdio: 'inherit', env });
  process.exitCode = status ?? 1;
}

/** @param {Target} target @param {{ vsix: string, port: string | undefined, openPage: boolean }} how */
async function browser(target, { vsix, port, openPage }) {
  const { folder, file, restricted, launcher, env, home, settings, firstSteps } = target;
  const vscode = await vscodeServer();
  await installExtension(vscode, join(home, 'server'), vsix);
  const server = await startServer({
    vscode,
    home,
    port: port === undefined ? await freePort(usualPort) : Number(port),
    restricted,
    settings,
    prepareUser: user => nameLauncher(machineSettingsOf(user), launcher),
    env,
    onSpawn: stop => (stopServer = stop),
  });
  const url = server.url(folder, { file });
  console.log(`\nVS Code with Nextflow Secrets on ${folder}:\n\n  ${url}`);
  console.log(`${firstSteps}\n\nCtrl+C ends it.`);
  if (openPage) {
    open(url);
  }
}

/** @type {() => Promise<void>} */
let stopServer = () => Promise.resolve();

async function main() {
  onEnding(() => void stopServer().finally(() => process.exit(0)));
  const { values } = parseArgs({
    options: {
      desktop: { type: 'boolean', default: false },
      browser: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string' },
      folder: { type: 'string' },
      restricted: { type: 'boolean', default: false },
      seqera: { type: 'boolean', default: false },
    },
  });
  // Who tries that has settings of their own for it.
  const home = values.seqera ? `${usualHome}-seqera` : usualHome;
  const vsix = await packageExtension(home);
  say('built the extension');
  const launcher = await writeLauncher(join(home, 'bin'));
  const platform = values.seqera ? await samplePlatform(home) : null;
  const usual = values.seqera ? samplePipeline(home) : 'samples/quickstart';
  const folder = resolve(values.folder ?? usual);
  const main = join(folder, 'main.nf');
  const target = {
    folder,
    file: existsSync(main) ? main : null,
    restricted: values.restricted,
    launcher,
    env: { ...withLauncher(launcher), ...platform?.env },
    home,
    settings: platform?.settings ?? {},
    firstSteps: firstSteps(values.restricted, platform?.firstSteps),
  };
  if (values.desktop || (onPath('code') && !values.browser && !values['no-open'])) {
    if (!onPath('code')) {
      throw new MissingTool('the desktop VS Code', 'put its `code` command on the PATH.');
    }
    desktop(target);
  } else {
    await browser(target, { vsix, port: values.port, openPage: !values['no-open'] });
  }
}

/** The environment, with that Nextflow first on the PATH, for terminals. @param {string | null} launcher */
function withLauncher(launcher) {
  const path = process.env['PATH'] ?? '';
  return launcher === null
    ? process.env
    : { ...process.env, PATH: [dirname(launcher), path].join(delimiter) };
}

try {
  await main();
} catch (error) {
  const expected =
    error instanceof MissingTool || /** @type {any} */ (error).code?.startsWith('ERR_PARSE_ARGS');
  console.error(expected ? /** @type {Error} */ (error).message : error);
  if (expected) {
    console.error(usage);
  }
  process.exitCode = 1;
}
