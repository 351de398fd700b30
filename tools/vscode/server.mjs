// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startFront } from './front.mjs';
import { serverProgram } from './install.mjs';
import { machineNames } from './settings.mjs';
import { makeMachine, makeUser } from './user.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} vscode     the server's folder, from `vscodeServer()`
 * @property {string} home       where it keeps its settings and state
 * @property {number} port       0 for any free one
 * @property {boolean} restricted  whether folders are opened untrusted
 * @property {Record<string, unknown>} settings  a new user's, besides those for quiet, and a new
 *   machine's
 * @property {(user: string) => void} [prepareUser]  changes settings of a user, new or not, by their folder
 * @property {NodeJS.ProcessEnv} env  of the server, and so of the extension: no profile of a shell
 *   adds to it or takes from it
 * @property {boolean} [lean]  whether to do without those of VS Code's own extensions that no test looks at
 * @property {boolean} [development]  whether pages load the extension of this repository as it was
 *   built last, and tests in it, instead of what is installed; VS Code then shows no toasts
 * @property {(stop: () => Promise<void>) => void} [onSpawn]  told how to end the server as soon as
 *   there is one, which is before it serves
 */

/**
 * Starts VS Code's server, with what is installed in `home/server`.
 * @param {ServerOptions} options
 */
export async function startServer({
  vscode,
  home,
  port,
  restricted,
  settings,
  prepareUser,
  env,
  lean = false,
  development = false,
  onSpawn,
}) {
  const user = join(home, 'user');
  const { ofMachine, ofUser } = apart(settings);
  makeUser(user, ofUser, join(home, 'server/extensions'));
  makeMachine(user, ofMachine);
  prepareUser?.(user);
  // Other users of the machine reach its ports too.
  const token = randomBytes(16).toString('hex');
  writeFileSync(join(home, 'token'), token, { mode: 0o600 });
  const flags = [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', join(home, 'token')],
    ...['--user-data-dir', user, '--server-data-dir', join(home, 'server')],
    ...['--accept-server-license-terms', '--disable-telemetry', '--force-disable-user-env'],
    ...(lean ? ['--builtin-extensions-dir', leanExtensions(vscode, home)] : []),
    // Without the driver a page does not look at the extension that its address names.
    ...(development ? ['--enable-smoke-test-driver'] : []),
    ...(restricted ? [] : ['--disable-workspace-trust']),
  ];
  const server = spawn(process.execPath, [serverProgram(vscode), ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  onSpawn?.(() => stop(server));
  const front = await startFront({ port, server: await portOf(server), token, home });
  return {
    pid: server.pid ?? 0,
    /**
     * The page of a folder or `.code-workspace`, with a file in an editor and, under development,
     * the tests to run in it, if any.
     * @param {string} folder @param {{ file?: string | null, tests?: string }} [what]
     */
    url: (folder, { file, tests } = {}) => {
      const here = (/** @type {string} */ path) =>
        `vscode-remote://localhost:${front.port}${pathToFileURL(path).pathname}`;
      const payload = [
        ...(file ? [['openFile', here(file)]] : []),
        ...(development ? [['extensionDevelopmentPath', here('.')]] : []),
        ...(tests ? [['extensionTestsPath', here(tests)]] : []),
      ];
      return pageOf(front.port, token, folder, payload);
    },
    stop: async () => {
      front.close();
      await stop(server);
    },
  };
}

/**
 * Those of VS Code's own extensions that tests look at: colours, scripts, settings, previews. Each
 * page reads and starts the others too, which takes a quarter of what it takes to open a page.
 */
const looked = [
  ...['theme-defaults', 'theme-seti', 'groovy', 'json', 'configuration-editing'],
  ...['markdown-basics', 'markdown-language-features', 'ini', 'shellscript'],
];

/** @param {string} vscode @param {string} home @returns {string} */
function leanExtensions(vscode, home) {
  const folder = join(home, 'builtin');
  mkdirSync(folder, { recursive: true });
  for (const name of looked) {
    cpSync(join(vscode, 'extensions', name), join(folder, name), { recursive: true });
  }
  return folder;
}

/** Settings of a machine, and of a user. @param {Record<string, unknown>} settings */
function apart(settings) {
  const machine = machineNames();
  const all = Object.entries(settings);
  return {
    ofMachine: Object.fromEntries(all.filter(([name]) => machine.has(name))),
    ofUser: Object.fromEntries(all.filter(([name]) => !machine.has(name))),
  };
}

/** @param {import('node:child_process').ChildProcess} server @returns {Promise<number>} */
function portOf(server) {
  let said = '';
  return new Promise((ready, reject) => {
    server.once('exit', code => reject(new Error(`VS Code ended with ${code}:\n${said}`)));
    server.stderr?.on('data', text => (said = `${said}${text}`.slice(-4000)));
    server.stdout?.on('data', text => {
      const listening = /agent listening on (\d+)/.exec(String(text));
      if (listening) {
        ready(Number(listening[1]));
      }
    });
  });
}

/** @param {number} port @param {string} token @param {string} folder @param {string[][]} more */
function pageOf(port, token, folder, more) {
  const payload = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true'], ...more];
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = { tkn: token, [kind]: resolve(folder), payload: JSON.stringify(payload) };
  return `http://localhost:${port}/?${new URLSearchParams(query)}`;
}

/** @param {import('node:child_process').ChildProcess} server @returns {Promise<void>} */
function stop(server) {
  if (server.exitCode !== null || server.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise(done => {
    const hard = setTimeout(() => server.kill('SIGKILL'), 5000);
    server.once('exit', () => {
      clearTimeout(hard);
      done();
    });
    server.kill('SIGTERM');
  });
}
