// @ts-check
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Translations that are in a folder: `l10n/bundle.l10n.LANGUAGE.json`, `package.nls.LANGUAGE.json`.
 * @param {string} [root]
 * @returns {readonly string[]} paths in that folder
 */
export function translations(root = '.') {
  return ['l10n', '.']
    .filter(folder => existsSync(join(root, folder)))
    .flatMap(folder => readdirSync(join(root, folder)).map(name => join(folder, name)))
    .filter(path => /(?:bundle\.l10n|package\.nls)\.[\w-]+\.json$/.test(path));
}

/**
 * What is wrong with a translation: texts that English has no more, and placeholders that differ.
 * @param {Readonly<Record<string, string>>} english @param {Readonly<Record<string, string>>} translated
 * @returns {{ readonly unknown: readonly string[], readonly differing: readonly string[], readonly missing: readonly string[] }}
 */
export function comparison(english, translated) {
  const keys = Object.keys(translated);
  return {
    unknown: keys.filter(key => !(key in english)),
    differing: keys.filter(
      key =>
        key in english && placeholders(english[key] ?? '') !== placeholders(translated[key] ?? ''),
    ),
    missing: Object.keys(english).filter(key => !(key in translated)),
  };
}

/** @param {string} text */
function placeholders(text) {
  return [...new Set(text.match(/\{\d\}/g) ?? [])].sort().join();
}
