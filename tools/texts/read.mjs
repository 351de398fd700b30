// @ts-check
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elsewhere } from './elsewhere.mjs';
import { expectationsOf, textsOf } from './expectations.mjs';

/** Tests that expect what people read. */
const expecting = ['test/real', 'test/host', 'test/browser'];

/** Every expectation of those tests; of real runs, which print a lot of their own, only patterns. */
export function expectations() {
  return expecting
    .flatMap(folder => files(folder, '.ts'))
    .flatMap(expectationsOf)
    .filter(({ place, literal }) => !place.startsWith('test/real') || literal.startsWith('/'));
}

/** The texts of the product as they are. @returns {readonly string[]} */
export function productTexts() {
  return [
    ...textsOf(files('src', '.ts')),
    ...manifestTexts(
      readFileSync('package.json', 'utf8'),
      readFileSync('package.nls.json', 'utf8'),
    ),
  ];
}

/** What tests may say besides: what is in their pipelines, and what other programs say. */
export function otherTexts() {
  return [
    ...elsewhere,
    ...textsOf(files('test', '.ts')).filter(text => text.includes('\n')),
    ...['samples', 'test/fixtures'].flatMap(folder =>
      ['.nf', '.config'].flatMap(suffix => files(folder, suffix).map(({ text }) => text)),
    ),
  ];
}

/** The texts of the product at an earlier commit. @param {string} commit @returns {readonly string[]} */
export function productTextsAt(commit) {
  const paths = git('ls-tree', '-r', '--name-only', commit, 'src')
    .split('\n')
    .filter(path => path.endsWith('.ts'));
  const changed = new Set(
    git('diff', '--name-only', '--no-renames', commit, '--', 'src').split('\n'),
  );
  const sources = paths.map(path => ({
    path,
    text: changed.has(path) ? git('show', `${commit}:${path}`) : readFileSync(path, 'utf8'),
  }));
  const [manifest = '', nls = ''] = ['package.json', 'package.nls.json'].map(path =>
    git('show', `${commit}:${path}`),
  );
  return [...textsOf(sources), ...manifestTexts(manifest, nls)];
}

/**
 * Titles and descriptions, and ids, since tests name both.
 * @param {string} manifest @param {string} nls
 * @returns {readonly string[]}
 */
function manifestTexts(manifest, nls) {
  return [...Object.values(JSON.parse(nls)), manifest.replaceAll('"', '.')];
}

/** @param {string} folder @param {string} suffix */
function files(folder, suffix) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith(suffix))
    .map(name => join(folder, name))
    .map(path => ({ path, text: readFileSync(path, 'utf8') }));
}

/** @param {...string} words */
function git(...words) {
  return execFileSync('git', words, { encoding: 'utf8', maxBuffer: 2 ** 28 });
}
