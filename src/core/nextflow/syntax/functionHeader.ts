import type { TokenList } from '../groovy/tokenList.ts';

/** Where the parts of a function stand: its name, the end of its parameters, its block. */
export interface FunctionHeader {
  readonly at: number;
  readonly close: number;
  readonly open: number;
}

/** `def f(a) {`, `static String f(a) {`, `def f(a) -> String {`; null of anything else. */
export function functionHeader(tokens: TokenList, from: number, to: number): FunctionHeader | null {
  const at = nameAt(tokens, from, to);
  const close = at === null ? to : tokens.closing(at + 1);
  if (at === null || close >= to) {
    return null;
  }
  let open = tokens.kindAt(close + 1) === 'newline' ? close + 2 : close + 1;
  // `-> Type` says what a function gives.
  while (tokens.isSymbol(close + 1, '->') && open < to && !tokens.isSymbol(open, '{')) {
    open += 1;
  }
  return tokens.isSymbol(open, '{') ? { at, close, open } : null;
}

/** Index of a function's name, which follows a type or `def`, and is followed by a bracket. */
function nameAt(tokens: TokenList, from: number, to: number): number | null {
  let at = from;
  while (tokens.isWord(at + 1) || tokens.isSymbol(at, '<', '>', ',', '.', '[', ']')) {
    at += 1;
    if (at >= to || at > from + 20) {
      return null;
    }
  }
  return at > from && tokens.isWord(at) && tokens.isSymbol(at + 1, '(') ? at : null;
}
