// @ts-check
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

/**
 * @typedef {object} ServerOptions
 * @property {string} vscode     the server's folder, from `vscodeServer()`
 * @property {string} home       where it keeps its settings and state
 * @property {number} [port]     any free one where none is given
 * @property {boolean} restricted  whether folders are opened untrusted
 * @property {Record<string, unknown>} settings  the user's settings, besides those for quiet
 * @property {NodeJS.ProcessEnv} env  of the server, and so of the extension
 */

/** Settings that keep everything but the extension out of the picture. */
const quiet = {
  'chat.disableAIFeatures': true,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.banner': 'never',
  'files.associations': { '*.nf': 'groovy', 'nextflow.config': 'groovy' },
};

/**
 * Starts VS Code's server with the extension of this repository under development.
 * @param {ServerOptions} options
 */
export async function startServer({ vscode, home, port, restricted, settings, env }) {
  const chosen = port ?? (await freePort());
  mkdirSync(join(home, 'user/User'), { recursive: true });
  const all = { ...quiet, ...settings };
  writeFileSync(join(home, 'user/User/settings.json'), JSON.stringify(all, null, 2));
  const flags = [
    ...['--host', '127.0.0.1', '--port', String(chosen), '--without-connection-token'],
    ...['--user-data-dir', join(home, 'user'), '--server-data-dir', join(home, 'server')],
    ...['--accept-server-license-terms', '--disable-telemetry', '--enable-smoke-test-driver'],
    ...(restricted ? [] : ['--disable-workspace-trust']),
  ];
  const server = spawn(process.execPath, [join(vscode, 'out/server-main.js'), ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let said = '';
  server.stderr.on('data', text => (said += text));
  await new Promise((ready, reject) => {
    server.once('exit', code => reject(new Error(`VS Code ended with ${code}:\n${said}`)));
    server.stdout.on('data', text => {
      if (String(text).includes('Extension host agent listening')) {
        ready(undefined);
      }
    });
  });
  return {
    port: chosen,
    /** The page of a folder or `.code-workspace`, with the tests to run in it, if any. @param {string} folder @param {string} [tests] */
    url: (folder, tests) => pageOf(chosen, folder, tests),
    stop: () => stop(server),
  };
}

/** @param {number} port @param {string} folder @param {string} [tests] */
function pageOf(port, folder, tests) {
  const remote = (/** @type {string} */ file) =>
    `vscode-remote://localhost:${port}${resolve(file)}`;
  const payload = [
    ['extensionDevelopmentPath', remote('.')],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
  ];
  const kind = folder.endsWith('.code-workspace') ? 'workspace' : 'folder';
  const query = new URLSearchParams({ [kind]: resolve(folder), payload: JSON.stringify(payload) });
  return `http://localhost:${port}/?${query}`;
}

/** @param {import('node:child_process').ChildProcess} server */
function stop(server) {
  if (server.exitCode !== null || server.signalCode !== null) {
    return Promise.resolve();
  }
  return new Promise(done => {
    const hard = setTimeout(() => server.kill('SIGKILL'), 5000);
    server.once('exit', () => {
      clearTimeout(hard);
      done(undefined);
    });
    server.kill('SIGTERM');
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
