import type { TokenList } from '../groovy/tokenList.ts';

/** What every dynamic directive can name, in whatever config it stands. */
const known = ['task', 'params', 'projectDir', 'baseDir', 'launchDir', 'it', 'System', 'Math'];
const keywords = [
  ...['def', 'if', 'else', 'return', 'true', 'false', 'null', 'in', 'as', 'instanceof', 'for'],
  ...['String', 'Integer', 'List', 'Map', 'boolean', 'int'],
];

/**
 * A computed value as the text of a closure that gives the same wherever it stands: a closure, or an
 * expression put into one. Null where it names what only its own file has, say a function of it.
 */
export function repeatable(tokens: TokenList, from: number, to: number): string | null {
  if (from >= to) {
    return null;
  }
  const declared = new Set<string>();
  for (let at = from; at < to; at += 1) {
    const name = tokens.isWord(at) ? (tokens.at(at)?.text ?? '') : null;
    if (name === null || isPart(tokens, at) || keywords.includes(name)) {
      continue;
    }
    if (tokens.isWord(at - 1, 'def') || tokens.isSymbol(at + 1, '->')) {
      declared.add(name);
    } else if (!known.includes(name) && !declared.has(name)) {
      return null;
    }
  }
  const text = tokens.source(from, to);
  const isClosure = tokens.isSymbol(from, '{') && tokens.closing(from) === to - 1;
  return isClosure ? text : `{ ${text} }`;
}

/** A property or method of something, or a key of a map: no name of its own. */
function isPart(tokens: TokenList, at: number): boolean {
  return (
    tokens.isSymbol(at - 1, '.', '?.', '*.', '.@') ||
    (tokens.isSymbol(at + 1, ':') && tokens.isSymbol(at - 1, '[', ',', '('))
  );
}
