import { lex } from './lex.ts';
import { significantTokens } from './significantTokens.ts';
import { closes, opens, type Token } from './token.ts';

/** The significant tokens of a text, with the partner of each bracket, string and interpolation. */
export class TokenList {
  readonly tokens: readonly Token[];
  readonly #partners: Int32Array;

  constructor(text: string, offset = 0) {
    const tokens = significantTokens(lex(text));
    this.tokens = offset === 0 ? tokens : tokens.map(token => shifted(token, offset));
    this.#partners = new Int32Array(tokens.length).fill(-1);
    const open: number[] = [];
    tokens.forEach((token, index) => {
      if (opens(token)) {
        open.push(index);
      } else if (closes(token)) {
        const partner = open.pop();
        if (partner !== undefined) {
          this.#partners[partner] = index;
          this.#partners[index] = partner;
        }
      }
    });
  }

  at(index: number): Token | undefined {
    return this.tokens[index];
  }

  /** Index of what closes the opening token at an index; the end of the list where nothing does. */
  closing(index: number): number {
    const partner = this.#partners[index] ?? -1;
    return partner < index ? this.tokens.length : partner;
  }

  /** Index of what opened the closing token at an index, or -1. */
  opening(index: number): number {
    return this.#partners[index] ?? -1;
  }

  /** Whether the token at an index is one of these symbols. */
  isSymbol(index: number, ...symbols: readonly string[]): boolean {
    const token = this.tokens[index];
    return token?.kind === 'symbol' && symbols.includes(token.text);
  }

  /** Whether the token at an index is one of these words; any word where none is given. */
  isWord(index: number, ...words: readonly string[]): boolean {
    const token = this.tokens[index];
    return token?.kind === 'word' && (words.length === 0 || words.includes(token.text));
  }

  /** Whether a statement may start at an index. */
  startsStatement(index: number): boolean {
    const before = this.tokens[index - 1];
    return (
      before === undefined ||
      before.kind === 'newline' ||
      this.isSymbol(index - 1, ';', '{', '}', '->', ':')
    );
  }
}

function shifted(token: Token, offset: number): Token {
  return { ...token, start: token.start + offset, end: token.end + offset };
}
