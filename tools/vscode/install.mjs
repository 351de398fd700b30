// @ts-check
import { join } from 'node:path';
import { run } from '../provision/shell.mjs';

/** The program of VS Code's server. @param {string} vscode its folder, from `vscodeServer()` */
export const serverProgram = vscode => join(vscode, 'out/server-main.js');

/**
 * Installs an extension into the server that keeps its data in `home`, as its users do.
 * @param {string} vscode  the server's folder, from `vscodeServer()`
 * @param {string} home    the server's data
 * @param {string} vsix    the package
 * @returns {Promise<string>} the folder of what is installed there
 */
export async function installExtension(vscode, home, vsix) {
  const extensions = join(home, 'extensions');
  const places = ['--server-data-dir', home, '--extensions-dir', extensions];
  // The same version again may be another build.
  const words = ['--install-extension', vsix, '--force', '--accept-server-license-terms'];
  await run(process.execPath, [serverProgram(vscode), ...words, ...places]);
  return extensions;
}
