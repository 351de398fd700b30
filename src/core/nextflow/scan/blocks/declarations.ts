import type { TokenList } from '../../groovy/tokenList.ts';

/** Words after which a name is declared; a type's name, which starts with a capital, is another. */
const declaring = new Set([
  ...['def', 'var', 'final', 'static', 'void', 'boolean', 'byte', 'char', 'short', 'int', 'long'],
  ...['float', 'double'],
  // Qualifiers of a process's inputs.
  ...['val', 'path', 'file', 'env', 'each'],
]);

/** What reads a member of the word before it, which is then no declaration. */
const accesses = ['.', '?.', '*.', '[', '?[', '('];

/**
 * Whether the word at an index is declared here as a variable of the pipeline's own: `def secrets`,
 * `val secrets`, `String[] secrets`, `secrets = …`.
 */
export function isDeclared(tokens: TokenList, index: number): boolean {
  if (tokens.isSymbol(index + 1, ...accesses)) {
    return false;
  }
  return (
    declares(tokens, index - 1) ||
    (tokens.isSymbol(index + 1, '=') &&
      // Not a named argument; `>` ends a type: `Map<String, String> secrets =`.
      (tokens.startsStatement(index) || tokens.isSymbol(index - 1, '>')))
  );
}

/** The same inside brackets that declare: `val(secrets)`, `def (a, secrets) =`, parameters. */
export function isDeclaredInList(tokens: TokenList, index: number): boolean {
  return (
    !tokens.isSymbol(index + 1, ...accesses) &&
    (tokens.isSymbol(index - 1, '(', ',', '>') || declares(tokens, index - 1))
  );
}

/** Whether the word at an index, or the array type that ends there, says that a name follows. */
function declares(tokens: TokenList, index: number): boolean {
  const brackets = tokens.isSymbol(index, ']') && tokens.opening(index) === index - 1;
  const token = tokens.at(brackets ? index - 2 : index);
  return token?.kind === 'word' && (declaring.has(token.text) || /^[A-Z]/.test(token.text));
}

/**
 * What the round bracket at an index declares for: `block`, the parameters of a function, a loop or
 * a `catch`, which its block sees; `rest`, `def (a, b) = …` and `val(a)`, for all that follows.
 */
export function declaresFor(tokens: TokenList, index: number): 'block' | 'rest' | null {
  if (tokens.isWord(index - 1, 'for', 'catch')) {
    return 'block';
  }
  if (declares(tokens, index - 1)) {
    return /^[a-z]/.test(tokens.at(index - 1)?.text ?? '') ? 'rest' : null;
  }
  return tokens.isWord(index - 1) && declares(tokens, index - 2) ? 'block' : null;
}

/**
 * Whether the block that opens at an index is a closure with a parameter of this name, also with its
 * type behind it: `secrets: Map<String, String>? ->`.
 */
export function takesParameter(tokens: TokenList, open: number, name: string): boolean {
  let found = false;
  for (let at = open + 1; !tokens.isSymbol(at, '->'); at += 1) {
    if (tokens.isWord(at, name)) {
      found ||= !tokens.isSymbol(at - 1, '=', ':') && !tokens.isSymbol(at + 1, ...accesses);
    } else if (!tokens.isWord(at) && !tokens.isSymbol(at, ',', '=', ':', '<', '>', '?')) {
      const close = tokens.isSymbol(at, '[') ? tokens.closing(at) : at;
      if (close === at || close >= tokens.length) {
        return false;
      }
      at = close;
    }
  }
  return found;
}

/** Whether the `?` at an index says of a type that its value may be null: `String? =`, `Map?,`. */
export function isOfType(tokens: TokenList, index: number): boolean {
  return tokens.isWord(index - 1) || tokens.isSymbol(index - 1, '>')
    ? tokens.isSymbol(index + 1, '=', ',', ')', '>', '->')
    : false;
}

/**
 * Index of the token after the result's type behind a list of parameters, `-> Map<String, String>`;
 * of the token after the list where it has none.
 */
export function afterResultType(tokens: TokenList, index: number): number {
  if (!tokens.isSymbol(index, '->')) {
    return index;
  }
  let at = index + 1;
  while (tokens.isWord(at) || tokens.isSymbol(at, '<', '>', ',', '.', '?')) {
    at += 1;
  }
  return at;
}
