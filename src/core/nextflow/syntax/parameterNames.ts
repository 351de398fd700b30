import type { TokenList } from '../groovy/tokenList.ts';
import { endOf } from './endOf.ts';

/** The names that a list of parameters declares: `a`, `String a`, `a = 1`, `a: String`. */
export function parameterNames(tokens: TokenList, from: number, to: number): readonly string[] {
  const names: string[] = [];
  let name: string | null = null;
  let over = false;
  for (let at = from; at <= to; at += 1) {
    const token = tokens.at(at);
    if (at === to || tokens.isSymbol(at, ',')) {
      names.push(...(name === null ? [] : [name]));
      [name, over] = [null, false];
    } else if (tokens.isSymbol(at, '=', ':')) {
      over = true;
    } else if (token?.kind === 'word' && !over) {
      name = token.text;
    }
    at = endOf(tokens, at);
  }
  return names;
}

/** Index of the arrow after a closure's parameters, or -1. */
export function arrowAt(tokens: TokenList, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (tokens.isSymbol(at, '->')) {
      return at;
    }
    if (tokens.at(at)?.kind === 'newline' || tokens.isSymbol(at, ';')) {
      return -1;
    }
    at = endOf(tokens, at);
  }
  return -1;
}
