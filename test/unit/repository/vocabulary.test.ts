import assert from 'node:assert/strict';
import { test } from 'node:test';
import ts from 'typescript';
import { sources } from '../../support/sources.ts';

/** Words of a private language, and what the field says: context or deps, configured, timeout … */
const privateWords = new Set(
  (
    'ground grounds told untold patience pauses atonce pace fuse lateness spot deed deeds making ' +
    'manner boxed oddity oddities anew lend vouched'
  ).split(' '),
);

/** Names that stored records have. */
const kept = ['src/core/leaks/leak.ts spot'];

test('names are those of the field, in code and tests', () => {
  const found = new Set<string>();
  for (const { path, text } of [...sources('src'), ...sources('test')]) {
    const visit = (node: ts.Node): void => {
      const isName = ts.isIdentifier(node) || ts.isPrivateIdentifier(node);
      if (isName && declares(node) && isPrivate(node.text)) {
        found.add(`${path} ${node.text}`);
      }
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  }
  assert.deepEqual([...found], kept);
});

test('a word is found in whatever way a name is put together', () => {
  assert.deepEqual(
    ['spot', 'toldOnce', '#atOnce', 'workspace', 'refused', 'background'].filter(isPrivate),
    ['spot', 'toldOnce', '#atOnce'],
  );
});

function isPrivate(name: string): boolean {
  const words = name.split(/(?=[A-Z])|_|#/).map(word => word.toLowerCase());
  return [name.toLowerCase().replace('#', ''), ...words].some(word => privateWords.has(word));
}

/** Whether a name is given here, not used. */
function declares({ parent }: ts.Node): boolean {
  return (
    ts.isFunctionLike(parent) ||
    ts.isClassLike(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isPropertyDeclaration(parent) ||
    isField(parent)
  );
}

/** A field of a schema: `spot: v.string()`. */
function isField(node: ts.Node): boolean {
  return ts.isPropertyAssignment(node) && /^v\.\w+\(/.test(node.initializer.getText());
}
