// @ts-check
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alone, cache, run, say } from './shell.mjs';

/** VS Code 1.139.1 as the package carries it. */
const version = '4.139.1';

/**
 * The folder of a VS Code server that a browser can open, from the npm registry.
 *
 * Its install scripts build natives that it runs without, and need a compiler and libraries.
 */
export async function vscodeServer() {
  const root = join(cache, `vscode-${version}`);
  const folder = join(root, 'node_modules/code-server/lib/vscode');
  const complete = join(root, 'complete');
  if (!existsSync(complete)) {
    await fetchInto(root, folder, complete);
  }
  say(`VS Code (code-server ${version}): ${folder}`);
  return folder;
}

/** @param {string} root @param {string} folder @param {string} complete */
async function fetchInto(root, folder, complete) {
  await alone(async () => {
    if (existsSync(complete)) {
      return;
    }
    say(`fetching VS Code (code-server ${version}) with npm, about a minute`);
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'package.json'), '{"private":true}\n');
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await run('npm', ['install', ...quiet, `code-server@${version}`], { cwd: root });
    await run('npm', ['install', ...quiet, '--omit=dev'], { cwd: folder });
    writeFileSync(complete, '');
  });
}
