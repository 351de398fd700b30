// @ts-check
import { readFileSync } from 'node:fs';

/** @returns {Record<string, any>} */
export function packageJson() {
  return JSON.parse(readFileSync('package.json', 'utf8'));
}

/**
 * Where the project lives, for whatever is published: `repository` of `package.json` is the one
 * place that says it, as `https://github.com/OWNER/NAME`. Nothing while it is empty.
 * @param {string} repository
 * @returns {{ repository?: { type: string, url: string }, bugs?: { url: string }, homepage?: string }}
 */
export function home(repository) {
  const url = repository.replace(/(\.git)?\/*$/, '');
  return url === ''
    ? {}
    : {
        repository: { type: 'git', url: `git+${url}.git` },
        bugs: { url: `${url}/issues` },
        homepage: `${url}#readme`,
      };
}
