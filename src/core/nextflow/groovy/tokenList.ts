import { lex } from './lex.ts';
import { SignificantTokens } from './significantTokens.ts';
import {
  codeTable,
  kindOf,
  newlineCode,
  symbolCodeOf,
  type Token,
  type TokenKind,
  wordCode,
} from './token.ts';
import type { Tokens } from './tokens.ts';

/** What a statement may start after. */
const beforeStatements = codeTable([';', '{', '}', '->', ':'], [newlineCode]);

/** The significant tokens of a text, with the partner of each bracket, string and interpolation. */
export class TokenList {
  readonly length: number;
  /** What each token is, as `token.ts` has it, for walks of whole files. */
  readonly codes: Uint8Array;
  readonly #tokens: SignificantTokens;
  readonly #text: string;
  readonly #offset: number;
  /** Index of its first token among the significant ones of the text. */
  readonly #first: number;
  #made: readonly Token[] | null = null;

  /**
   * `offset` is where the text stands in its file. Of significant tokens it may have a stretch alone
   * whose brackets have their partners in it.
   */
  constructor(
    text: string,
    offset = 0,
    tokens: Tokens | SignificantTokens = lex(text),
    from = 0,
    to?: number,
  ) {
    this.#text = text;
    this.#offset = offset;
    this.#first = from;
    this.#tokens = tokens instanceof SignificantTokens ? tokens : new SignificantTokens(tokens);
    const end = to ?? this.#tokens.length;
    this.length = end - from;
    this.codes = to === undefined ? this.#tokens.codes : this.#tokens.codes.subarray(from, to);
  }

  at(index: number): Token | undefined {
    return index >= 0 && index < this.length ? this.#token(index) : undefined;
  }

  #token(index: number): Token {
    const start = this.#tokens.starts[this.#first + index] ?? 0;
    const end = this.#tokens.ends[this.#first + index] ?? 0;
    return {
      kind: kindOf(this.codes[index] ?? 0),
      start: start + this.#offset,
      end: end + this.#offset,
      text: this.#text.slice(start, end),
    };
  }

  /** All of them, for whoever does not have to be quick. */
  get tokens(): readonly Token[] {
    this.#made ??= Array.from({ length: this.length }, (_, index) => this.#token(index));
    return this.#made;
  }

  /** Index of what closes the opening token at an index; the end of the list where nothing does. */
  closing(index: number): number {
    const partner = this.opening(index);
    return partner < index ? this.length : partner;
  }

  /** Index of what opened the closing token at an index, or -1. */
  opening(index: number): number {
    const partner =
      index >= 0 && index < this.length ? (this.#tokens.partners[this.#first + index] ?? -1) : -1;
    return partner < 0 ? -1 : partner - this.#first;
  }

  /** The text from one token to another, which is left out, as it is written. */
  source(from: number, to: number): string {
    return to > from
      ? this.#text.slice(
          this.#tokens.starts[this.#first + from] ?? 0,
          this.#tokens.ends[this.#first + to - 1] ?? 0,
        )
      : '';
  }

  /** Whether the token at an index is one of these symbols. */
  isSymbol(index: number, ...symbols: readonly string[]): boolean {
    const code = this.codes[index];
    for (const symbol of symbols) {
      if (symbolCodeOf(symbol) === code) {
        return true;
      }
    }
    return false;
  }

  /** What the token at an index is, for whoever does not ask for its text. */
  kindAt(index: number): TokenKind | undefined {
    return index >= 0 && index < this.length ? kindOf(this.codes[index] ?? 0) : undefined;
  }

  /** Whether the token at an index is one of these words; any word where none is given. */
  isWord(index: number, ...words: readonly string[]): boolean {
    if (this.codes[index] !== wordCode) {
      return false;
    }
    const start = this.#tokens.starts[this.#first + index] ?? 0;
    const length = (this.#tokens.ends[this.#first + index] ?? 0) - start;
    for (const word of words) {
      if (word.length === length && this.#text.startsWith(word, start)) {
        return true;
      }
    }
    return words.length === 0;
  }

  /** Whether a statement may start at an index. */
  startsStatement(index: number): boolean {
    const code = index > 0 && index <= this.length ? (this.codes[index - 1] ?? 0) : newlineCode;
    return beforeStatements[code] === 1;
  }
}
