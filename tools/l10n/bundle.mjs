// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

/** Where the texts of the code stand, for whoever translates them: `bundle.l10n.<language>.json` beside it. */
export const bundleFile = 'l10n/bundle.l10n.json';

/**
 * Every text of the code that can be translated, by itself; VS Code looks a translation up by the
 * English text.
 * @returns {Promise<string>}
 */
export async function bundle() {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => readFileSync(join('src', name), 'utf8'))
    .filter(contents => contents.includes('l10n'))
    .map(contents => ({ extension: '.ts', contents }));
  const found = await getL10nJson(files);
  const sorted = Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, null, 2)}\n`;
}
