// @ts-check
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packageCli } from '../package/cli.mjs';
import { packageExtension } from '../package/extension.mjs';
import { run } from '../provision/shell.mjs';
import { installExtension } from '../vscode/install.mjs';
import { counts } from './counts.mjs';

/** Where what ships is made. */
const made = 'out/package';

/**
 * Builds the product and the tests; for the steps that look at what ships, also that, and once for
 * all tests in a browser installs it. It counts as one test.
 * @param {string[]} chosen  the steps
 */
export async function build(chosen) {
  await Promise.all([
    run(process.execPath, ['esbuild.mjs']),
    run(process.execPath, ['esbuild.mjs', '--tests']),
  ]);
  if (chosen.includes('browser') || chosen.includes('package')) {
    const vsix = await packageExtension(made);
    if (chosen.includes('package')) {
      await packageCli(made);
    }
    if (chosen.includes('browser')) {
      await install(vsix);
    }
  }
  return counts({ passed: 1 });
}

/** @param {string} vsix */
async function install(vsix) {
  const vscode = process.env['NFS_VSCODE'];
  if (vscode !== undefined) {
    const home = join(made, 'server');
    rmSync(home, { recursive: true, force: true });
    process.env['NFS_EXTENSIONS'] = resolve(await installExtension(vscode, home, vsix));
  }
}
