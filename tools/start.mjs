// @ts-check
// npm start -- [--desktop | --browser] [--no-open] [--port N] [--folder DIR] [--restricted]
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { java } from './provision/java.mjs';
import { nextflow } from './provision/nextflow.mjs';
import { cache, MissingTool, onPath, run, say } from './provision/shell.mjs';
import { vscodeServer } from './provision/vscode.mjs';
import { startServer } from './vscode/server.mjs';

const usage = `npm start -- [options]
  --desktop      the desktop VS Code (the default where \`code\` is on the PATH)
  --browser      VS Code in the browser
  --no-open      only print the address
  --port N       of the address
  --folder DIR   another pipeline than samples/quickstart
  --restricted   open the folder untrusted`;

/** Nextflow and Java, as far as they can be had: all but launching works without them. */
async function settings() {
  /** @type {Record<string, string>} */
  const found = {};
  try {
    process.env['JAVA_CMD'] ??= await java();
    const program = await nextflow();
    if (program !== onPath('nextflow')) {
      found['nextflowSecrets.nextflowPath'] = program;
    }
  } catch (error) {
    if (!(error instanceof MissingTool)) {
      throw error;
    }
    say(`${error.message} Launching pipelines will not work until then.`);
  }
  return found;
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

/** @param {string} folder @param {boolean} restricted */
function desktop(folder, restricted) {
  const home = join(cache, 'start/desktop');
  const trust = restricted ? [] : ['--disable-workspace-trust'];
  const flags = ['--user-data-dir', home, `--extensionDevelopmentPath=${resolve('.')}`, ...trust];
  spawnSync('code', ['--new-window', ...flags, folder], { stdio: 'inherit' });
}

async function main() {
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
  run(process.execPath, ['esbuild.mjs']);
  say('built the extension');
  const found = await settings();
  const folder = resolve(values.folder);
  if (values.desktop || (onPath('code') && !values.browser && !values['no-open'])) {
    if (!onPath('code')) {
      throw new MissingTool('the desktop VS Code', 'put its `code` command on the PATH.');
    }
    desktop(folder, values.restricted);
    return;
  }
  const home = join(cache, 'start');
  mkdirSync(home, { recursive: true });
  const server = await startServer({
    vscode: await vscodeServer(),
    home,
    ...(values.port === undefined ? {} : { port: Number(values.port) }),
    restricted: values.restricted,
    settings: found,
    env: process.env,
  });
  const url = server.url(folder);
  console.log(`\nVS Code with Nextflow Secrets on ${folder}:\n\n  ${url}\n\nCtrl+C ends it.`);
  if (!values['no-open']) {
    open(url);
  }
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.once(signal, () => void server.stop().then(() => process.exit(0)));
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
