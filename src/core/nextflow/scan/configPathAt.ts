import { literalAt } from '../groovy/literal.ts';
import type { TokenList } from '../groovy/tokenList.ts';

/** The names of a scope or a setting, and the index of the token after them. */
export interface ConfigPath {
  readonly names: readonly string[];
  readonly next: number;
}

interface Name {
  readonly text: string;
  readonly next: number;
}

/** How many names a path may have, and how many of scopes are kept: no setting has as many. */
export const deepest = 16;

/** `a.b`, `a['b']`, `a.'b'`, `withName: 'b'`, `withName:b`: what is set or opened at an index. */
export function configPathAt(tokens: TokenList, at: number): ConfigPath | null {
  const names: string[] = [];
  let next = at;
  // A path that has no end is looked at again at each of its parts.
  while (names.length < deepest) {
    const name = nameAt(tokens, next);
    if (!name) {
      return null;
    }
    names.push(name.text);
    next = name.next;
    const indexed = tokens.isSymbol(next, '[') ? plainNameAt(tokens, next + 1) : null;
    if (indexed && tokens.isSymbol(indexed.next, ']')) {
      return { names: [...names, indexed.text], next: indexed.next + 1 };
    }
    if (!tokens.isSymbol(next, '.')) {
      return { names, next };
    }
    next += 1;
  }
  return null;
}

function nameAt(tokens: TokenList, at: number): Name | null {
  if (tokens.isWord(at, 'withName', 'withLabel') && tokens.isSymbol(at + 1, ':')) {
    const selected = plainNameAt(tokens, at + 2);
    const text = `${tokens.at(at)?.text ?? ''}:${selected?.text ?? ''}`;
    return selected && { text, next: selected.next };
  }
  return plainNameAt(tokens, at);
}

/** A word, or a text without code. */
export function plainNameAt(tokens: TokenList, at: number): Name | null {
  const token = tokens.at(at);
  if (token?.kind === 'word') {
    return { text: token.text, next: at + 1 };
  }
  const literal = literalAt(tokens, at);
  return literal && literal.value !== null ? { text: literal.value, next: literal.next } : null;
}
