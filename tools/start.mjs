// @ts-check
// npm start -- [--desktop | --browser] [--no-open] [--port N] [--folder DIR] [--restricted]
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { onEnding } from './ending.mjs';
import { packageExtension } from './package/extension.mjs';
import { java } from './provision/java.mjs';
import { nextflow } from './provision/nextflow.mjs';
import { cache, MissingTool, onPath, say } from './provision/shell.mjs';
import { vscodeServer } from './provision/vscode.mjs';
import { installExtension } from './vscode/install.mjs';
import { startServer } from './vscode/server.mjs';
import { makeUser } from './vscode/user.mjs';

const usage = `npm start -- [options]
  --desktop      the desktop VS Code (the default where \`code\` is on the PATH)
  --browser      VS Code in the browser
  --no-open      only print the address
  --port N       of the address
  --folder DIR   another pipeline than samples/quickstart
  --restricted   open the folder untrusted`;

/** Where `npm start` serves: the page keeps its secrets by address, so it should stay the same. */
const usualPort = 7311;

/** The environment, with Nextflow on the PATH where it can be had: only launching needs it. */
async function environment() {
  const env = { ...process.env };
  try {
    env['JAVA_CMD'] ??= await java();
    env['PATH'] = [dirname(await nextflow()), env['PATH']].join(delimiter);
  } catch (error) {
    if (!(error instanceof MissingTool)) {
      throw error;
    }
    say(`${error.message} Launching pipelines will not work until then.`);
  }
  return env;
}

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

/** @param {string} folder @param {boolean} restricted @param {NodeJS.ProcessEnv} env */
function desktop(folder, restricted, env) {
  const home = join(cache, 'start/desktop');
  makeUser(home, {}, join(homedir(), '.vscode/extensions'));
  const trust = restricted ? [] : ['--disable-workspace-trust'];
  const flags = ['--user-data-dir', home, `--extensionDevelopmentPath=${resolve('.')}`, ...trust];
  const { status } = spawnSync('code', ['--new-window', ...flags, folder], {
    stdio: 'inherit',
    env,
  });
  process.exitCode = status ?? 1;
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
      folder: { type: 'string', default: 'samples/quickstart' },
      restricted: { type: 'boolean', default: false },
    },
  });
  const home = join(cache, 'start');
  const vsix = await packageExtension(home);
  say('built the extension');
  const env = await environment();
  const folder = resolve(values.folder);
  if (values.desktop || (onPath('code') && !values.browser && !values['no-open'])) {
    if (!onPath('code')) {
      throw new MissingTool('the desktop VS Code', 'put its `code` command on the PATH.');
    }
    desktop(folder, values.restricted, env);
    return;
  }
  const vscode = await vscodeServer();
  await installExtension(vscode, join(home, 'server'), vsix);
  const server = await startServer({
    vscode,
    home,
    port: values.port === undefined ? await freePort(usualPort) : Number(values.port),
    restricted: values.restricted,
    settings: {},
    env,
    onSpawn: stop => (stopServer = stop),
  });
  const url = server.url(folder);
  console.log(`\nVS Code with Nextflow Secrets on ${folder}:\n\n  ${url}\n\nCtrl+C ends it.`);
  if (!values['no-open']) {
    open(url);
  }
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
