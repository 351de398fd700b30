import type { TokenList } from '../groovy/tokenList.ts';
import { endOf } from './endOf.ts';
import type { Expression } from './syntax.ts';

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

/** What each of these parameters is by default; null where all have to be given. */
export function parameterDefaults(
  tokens: TokenList,
  from: number,
  to: number,
  read: (from: number, to: number) => Expression,
): readonly (Expression | null)[] | null {
  const found: (Expression | null)[] = [];
  let start: number | null = null;
  for (let at = from; at <= to && from < to; at += 1) {
    if (at === to || tokens.isSymbol(at, ',')) {
      found.push(start === null ? null : read(start, at));
      start = null;
    } else if (tokens.isSymbol(at, '=')) {
      start ??= at + 1;
    }
    at = endOf(tokens, at);
  }
  return found.some(each => each !== null) ? found : null;
}

/** `IOException | SQLException e`: the types that a `catch` is for, and the name it gives. */
export function caughtTypes(tokens: TokenList, from: number, to: number): string[] {
  const types: string[] = [];
  for (let at = from; at < to; at += 1) {
    if (tokens.isWord(at) && !tokens.isSymbol(at + 1, '.')) {
      types.push(tokens.at(at)?.text ?? '');
    }
  }
  return types;
}

/** Index of the arrow after a closure's parameters, or -1. */
export function arrowAt(tokens: TokenList, from: number, to: number): number {
  for (let at = from; at < to; at += 1) {
    if (tokens.isSymbol(at, '->')) {
      return at;
    }
    if (tokens.kindAt(at) === 'newline' || tokens.isSymbol(at, ';')) {
      return -1;
    }
    at = endOf(tokens, at);
  }
  return -1;
}
