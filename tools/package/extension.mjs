// @ts-check
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { run } from '../provision/shell.mjs';

/** What ships besides the programs. What is not named here does not ship. */
const shipped = [
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md'],
  ...['media/icon.png', 'media/view.svg', 'media/pictures', 'media/walkthrough'],
];

/**
 * Makes the package of the extension: what it holds in `folder/extension`, and the `.vsix` beside
 * it, whose path is the answer. What is built for development stays as it is.
 * @param {string} folder
 */
export async function packageExtension(folder) {
  const stage = join(folder, 'extension');
  rmSync(stage, { recursive: true, force: true });
  for (const path of shipped) {
    mkdirSync(dirname(join(stage, path)), { recursive: true });
    cpSync(path, join(stage, path), { recursive: true });
  }
  await buildInto(join(stage, 'dist'));
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest(), null, 2));
  const vsix = resolve(folder, 'nextflow-secrets.vsix');
  const links = ['--allow-missing-repository', '--no-rewrite-relative-links'];
  const words = ['package', '--no-dependencies', ...links, '--out', vsix];
  await run(resolve('node_modules/.bin/vsce'), words, { cwd: stage });
  return vsix;
}

/** The programs as they ship. @param {string} folder */
export function buildInto(folder) {
  return run(process.execPath, ['esbuild.mjs', '--production', '--outdir', folder]);
}

/** What VS Code and people read of `package.json`; the rest is for those who build. */
function manifest() {
  const { scripts, devDependencies, allowScripts, bin, private: _, ...read } = packageJson();
  return read;
}

/** @returns {Record<string, any>} */
export function packageJson() {
  return JSON.parse(readFileSync('package.json', 'utf8'));
}
