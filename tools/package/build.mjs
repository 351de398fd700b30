// @ts-check
import { run } from '../provision/shell.mjs';

/** The programs as they ship. @param {string} folder */
export function buildInto(folder) {
  return run(process.execPath, ['esbuild.mjs', '--production', '--outdir', folder]);
}
