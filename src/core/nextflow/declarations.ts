import type { TokenList } from './tokenList.ts';

/** Words after which a name is declared; a type's name, which starts with a capital, is another. */
const declaring = new Set([
  ...['def', 'var', 'final', 'void', 'boolean', 'int', 'long', 'double', 'float'],
  // Qualifiers of a process's inputs.
  ...['val', 'path', 'file', 'env', 'each'],
]);

/**
 * Whether the word at an index is declared here as a variable of the pipeline's own: `def secrets`,
 * `val secrets`, `String secrets`, `for (secrets in …)`, `secrets = …`.
 */
export function isDeclared(tokens: TokenList, index: number): boolean {
  if (tokens.isSymbol(index + 1, '.', '?.', '[', '?[', '(')) {
    return false;
  }
  const bracketed = tokens.isSymbol(index - 1, '(');
  return (
    declares(tokens, index - 1) ||
    (bracketed && (tokens.isWord(index - 2, 'for') || declares(tokens, index - 2))) ||
    (tokens.isSymbol(index + 1, '=') &&
      // Not a named argument; `>` ends a type: `Map<String, String> secrets =`.
      (tokens.startsStatement(index) || tokens.isSymbol(index - 1, '>')))
  );
}

function declares(tokens: TokenList, index: number): boolean {
  const token = tokens.at(index);
  return token?.kind === 'word' && (declaring.has(token.text) || /^[A-Z]/.test(token.text));
}

/** Whether the round bracket at an index opens the parameters of a function: `def f(`, `Path f(`. */
export function opensParameters(tokens: TokenList, index: number): boolean {
  return tokens.isWord(index - 1) && declares(tokens, index - 2);
}

/** Whether the block that opens at an index is a closure with a parameter of this name. */
export function takesParameter(tokens: TokenList, open: number, name: string): boolean {
  let found = false;
  for (let at = open + 1; ; at += 1) {
    if (tokens.isSymbol(at, '->')) {
      return found;
    }
    if (tokens.isWord(at, name)) {
      found = true;
    } else if (!tokens.isWord(at) && !tokens.isSymbol(at, ',')) {
      return false;
    }
  }
}
