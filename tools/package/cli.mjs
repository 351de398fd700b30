// @ts-check
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from '../provision/shell.mjs';
import { buildInto } from './build.mjs';
import { home, packageJson } from './identity.mjs';

/**
 * Makes the package of the command line: what it holds in `folder/cli`, and the `.tgz` beside it,
 * whose path is the answer.
 * @param {string} folder
 */
export async function packageCli(folder) {
  const stage = join(folder, 'cli');
  rmSync(stage, { recursive: true, force: true });
  mkdirSync(stage, { recursive: true });
  await buildInto(join(stage, 'dist'));
  rmSync(join(stage, 'dist/extension.js')); // The editor's.
  cpSync('LICENSE', join(stage, 'LICENSE'));
  writeFileSync(join(stage, 'README.md'), readme());
  writeFileSync(join(stage, 'package.json'), JSON.stringify(manifest(), null, 2));
  await run('npm', ['pack', '--ignore-scripts', '--pack-destination', '..'], { cwd: stage });
  const made = readdirSync(folder).find(name => /^nextflow-secrets-.*\.tgz$/.test(name));
  const file = resolve(folder, 'nextflow-secrets.tgz');
  renameSync(join(folder, made ?? ''), file);
  return file;
}

function manifest() {
  const { name, version, license, engines, keywords, repository } = packageJson();
  return {
    name,
    version,
    description:
      'Finds the secrets of Nextflow pipelines, where they leak, and what runs have left.',
    license,
    keywords,
    ...home(repository),
    bin: { [name]: 'dist/cli.js' },
    files: ['dist'],
    engines: { node: engines.node },
    publishConfig: { access: 'public' },
  };
}

/** What the reference says of the command line, for those who install it alone. */
function readme() {
  const page = readFileSync('docs/command-line.md', 'utf8').replace(/^# .*\n/, '');
  const own = page.replaceAll(/\[([^\]]+)\]\((?!https?:)[^)]*\)/g, '$1'); // Other pages stay behind.
  return `# nextflow-secrets\n\nThe secrets of Nextflow pipelines, for terminals and CI.\n${own}`;
}
