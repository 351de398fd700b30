// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Where the texts of the code stand, for whoever translates them: `bundle.l10n.<language>.json` beside it. */
export const bundleFile = 'l10n/bundle.l10n.json';

/**
 * Every text of the code that can be translated, by itself; VS Code looks a translation up by the
 * English text. It is made whenever a package is, and not kept.
 * @returns {string}
 */
export function bundle() {
  const texts = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .flatMap(name => localised(name, readFileSync(join('src', name), 'utf8')));
  const sorted = [...new Set(texts)].sort().map(text => [text, text]);
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

/**
 * Texts of a file that go through a translation.
 * @param {string} file @param {string} text
 * @returns {string[]}
 */
export function localised(file, text) {
  if (!text.includes('l10n')) {
    return [];
  }
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {ts.Node} */ node) => {
    if (ts.isCallExpression(node) && isTranslation(node)) {
      const [first] = node.arguments;
      if (first && ts.isStringLiteralLike(first)) {
        found.push(first.text);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}

/** Whether a call looks a translation up. @param {ts.CallExpression} call */
export function isTranslation({ expression }) {
  return /^(?:vscode\.)?l10n\.t$/.test(expression.getText());
}
