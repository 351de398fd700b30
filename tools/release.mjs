// @ts-check
// npm run release -- check TAG   whether TAG, package.json and CHANGELOG.md speak of one version
// npm run release -- publish     publishes what npm run package has made wherever there is a token
//                                for it, and says what it would do elsewhere
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { home, packageJson } from './package/identity.mjs';

const { name, version, repository } = packageJson();
const [command, tag = ''] = process.argv.slice(2);
const vsix = `${name}-${version}.vsix`;
const tgz = `${name}-${version}.tgz`;

/** Where a release goes, by the variable that holds the token, which no command line ever shows. */
const places = [
  {
    place: 'Visual Studio Marketplace',
    token: 'VSCE_PAT',
    words: ['npx', '--no-install', 'vsce', 'publish', '--skip-duplicate', '--packagePath', vsix],
  },
  {
    place: 'Open VSX',
    token: 'OVSX_PAT',
    words: ['npx', '--yes', 'ovsx@1.4.0', 'publish', '--skip-duplicate', vsix],
  },
  { place: 'npm', token: 'NPM_TOKEN', words: ['npm', 'publish', `./${tgz}`], env: npmAuthority },
];

/** npm takes a token for one registry, the one in use. @param {string} token */
function npmAuthority(token) {
  const { stdout } = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' });
  return { [`npm_config_${stdout.trim().replace(/^https?:/, '')}:_authToken`]: token };
}

/**
 * The environment without the tokens of other places: a program that is fetched to publish, with
 * all that it depends on, is to have its own alone.
 * @param {string} variable
 */
function othersTaken(variable) {
  const others = places.map(({ token }) => token).filter(token => token !== variable);
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !others.includes(name)));
}

/** What speaks against publishing this tag. */
function problems() {
  const here = process.env['GITHUB_REPOSITORY'] ?? '';
  const [, written = ''] = /^## (.*)$/m.exec(readFileSync('CHANGELOG.md', 'utf8')) ?? [];
  return [
    ...(tag === `v${version}` ? [] : [`The tag ${tag} is not v${version} of package.json.`]),
    ...(written.startsWith(version) && !written.includes('not yet released')
      ? []
      : [`CHANGELOG.md begins with "${written}" instead of ${version} and its date.`]),
    ...(repository === '' ? ['`repository` in package.json is not filled in.'] : []),
    ...(repository !== '' && !home(repository).homepage?.includes(`/${here}#`)
      ? [`\`repository\` in package.json is ${repository}, and this is ${here}.`]
      : []),
  ];
}

/** @returns {boolean} whether every place that has a token took it */
function publish() {
  const missing = [vsix, tgz].find(file => !existsSync(file));
  if (missing) {
    console.error(`${missing} is not there: run npm run package first.`);
    return false;
  }
  let well = true;
  for (const { place, token: variable, words, env } of places) {
    const [program = '', ...rest] = words;
    const token = process.env[variable];
    if (token) {
      console.log(`· ${place}: ${words.join(' ')}`);
      const own = { ...othersTaken(variable), ...env?.(token) };
      well = spawnSync(program, rest, { stdio: 'inherit', env: own }).status === 0 && well;
    } else {
      console.log(
        `· ${place}: not published, ${variable} is not set. It would be: ${words.join(' ')}`,
      );
    }
  }
  return well;
}

if (command === 'check') {
  const found = problems();
  found.forEach(problem => console.error(problem));
  process.exitCode = found.length === 0 ? 0 : 1;
} else if (command === 'publish') {
  process.exitCode = publish() ? 0 : 1;
} else {
  console.error('npm run release -- check TAG | publish');
  process.exitCode = 1;
}
