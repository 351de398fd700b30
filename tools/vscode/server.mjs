// @ts-check
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startFront } from './front.mjs';
import { makeUser } from './user.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} vscode     the server's folder, from `vscodeServer()`
 * @property {string} home       where it keeps its settings and state
 * @property {number} port       0 for any free one
 * @property {boolean} restricted  whether folders are opened untrusted
 * @property {Record<string, unknown>} settings  a new user's, besides those for quiet
 * @property {NodeJS.ProcessEnv} env  of the server, and so of the extension
 * @property {(stop: () => Promise<void>) => void} [onSpawn]  told how to end the server as soon as
 *   there is one, which is before it serves
 */

/**
 * Starts VS Code's server with the extension of this repository under development.
 * @param {ServerOptions} options
 */
export async function startServer({ vscode, home, port, restricted, settings, env, onSpawn }) {
  const user = join(home, 'user');
  makeUser(user, settings, join(home, 'server/extensions'));
  // Other users of the machine reach its ports too.
  const token = randomBytes(16).toString('hex');
  writeFileSync(join(home, 'token'), token, { mode: 0o600 });
  const flags = [
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', join(home, 'token')],
    ...['--user-data-dir', user, '--server-data-dir', join(home, 'server')],
    // Without the driver a page does not look at the extension that its address names.
    ...['--accept-server-license-terms', '--disable-telemetry', '--enable-smoke-test-driver'],
    ...(restricted ? [] : ['--disable-workspace-trust']),
  ];
  const program = join(vscode, 'out/server-main.js');
  const server = spawn(process.execPath, [program, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  onSpawn?.(() => stop(server));
  const front = await startFront({ port, server: await portOf(server), token, home });
  return {
    pid: server.pid ?? 0,
    /**
     * The page of a folder or `.code-workspace`, with the tests to run in it, if any.
     * @param {string} folder @param {string} [tests]
     */
    url: (folder, tests) => pageOf(front.port, token, folder, tests),
    stop: async () => {
      front.close();
      await stop(server);
    },
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

/** @param {number} port @param {string} token @param {string} folder @param {string} [tests] */
function pageOf(port, token, folder, tests) {
  const remote = (/** @type {string} */ file) =>
    `vscode-remote://localhost:${port}${resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote('.')],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
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
