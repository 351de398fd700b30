// @ts-check
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { translations } from '../l10n/translations.mjs';
import { run } from '../provision/shell.mjs';
import { buildInto } from './build.mjs';
import { home, packageJson } from './identity.mjs';

/** What ships besides the programs. What is not named here does not ship. */
const shipped = [
  ...['README.md', 'CHANGELOG.md', 'LICENSE', 'SECURITY.md'],
  'package.nls.json',
  ...['backends', 'command-line', 'commands', 'features', 'settings', 'stores'].map(
    page => `docs/${page}.md`,
  ),
  ...translations(),
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
  rmSync(join(stage, 'dist/cli.js')); // It has a package of its own.
  const own = manifest();
  writeFileSync(join(stage, 'package.json'), JSON.stringify(own, null, 2));
  const vsix = resolve(folder, 'nextflow-secrets.vsix');
  // Pictures and links of the README lead to the repository, if it is known.
  const links = own.repository ? [] : ['--allow-missing-repository', '--no-rewrite-relative-links'];
  const words = ['package', '--no-dependencies', ...links, '--out', vsix];
  await run(resolve('node_modules/.bin/vsce'), words, { cwd: stage });
  return vsix;
}

/** What VS Code and people read of `package.json`; the rest is for those who build. */
function manifest() {
  const all = packageJson();
  const { scripts, devDependencies, allowScripts, bin, private: _, repository, ...read } = all;
  return { ...read, ...home(repository) };
}
