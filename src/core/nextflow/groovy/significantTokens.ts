import {
  blankCode,
  closings,
  codeTable,
  commentCode,
  newlineCode,
  openings,
  symbolCodeOf,
  wordCode,
} from './token.ts';
import type { Tokens } from './tokens.ts';

/** Before these a line end does not end the statement. */
const continues = codeTable(['.', '?.', '*.', '.@', '?', '?:', '&&', '||', ':']);
/** After these neither. */
const expects = codeTable([
  ...['.', '?.', '*.', ',', '=', '+=', '&&', '||', '?', '?:', '==', '!=', '+', '-', '*', '%', '<'],
]);
const roundOrSquare = codeTable(['(', '[', '?[']);
const question = symbolCodeOf('?');
const colon = symbolCodeOf(':');

/**
 * The tokens that the grammar sees: no blanks, no comments, and a line end only where it ends a
 * statement, which it does not between round or square brackets or beside some operators.
 */
export class SignificantTokens {
  readonly codes: Uint8Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** Index of what closes an opening token or opens a closing one, or -1. */
  readonly partners: Int32Array;
  /**
   * Where a statement of the outermost level begins with a word that a line begins with: index of
   * the word here, and among all tokens, in turn.
   */
  readonly outermost: number[] = [];
  /** Whether nothing is open at the end. */
  readonly isOutermost: boolean;
  #length = 0;
  /** The innermost of what is open, or -1; each has the one around it as its partner meanwhile. */
  #open = -1;
  /** How many `?` of this statement wait for their `:`, which is no label's. */
  #asked = 0;
  /** Whether the token before is such a `:`. */
  #chose = false;

  constructor(tokens: Tokens) {
    const { codes, ends, length } = tokens;
    const most = mostSignificant(tokens);
    // One piece of memory: of the many small ones of a collection each has its price.
    const memory = new ArrayBuffer(most * 13);
    this.starts = new Int32Array(memory, 0, most);
    this.ends = new Int32Array(memory, most * 4, most);
    this.partners = new Int32Array(memory, most * 8, most);
    this.codes = new Uint8Array(memory, most * 12, most);
    /** The line end since the token before, or -1. */
    let newline = -1;
    for (let at = 0; at < length; at += 1) {
      const code = codes[at] ?? 0;
      if (code === newlineCode) {
        newline = newline < 0 ? at : newline;
      } else if (code !== blankCode && code !== commentCode) {
        if (newline >= 0 && this.#endsStatementBefore(code)) {
          this.#endStatement(tokens, newline, at);
        }
        newline = -1;
        this.#take(code, ends[at - 1] ?? 0, ends[at] ?? 0);
      }
    }
    this.isOutermost = this.#open < 0;
    this.#leaveOpen();
  }

  get length(): number {
    return this.#length;
  }

  /** Whether a line end between the token before and this one ends the statement. */
  #endsStatementBefore(code: number): boolean {
    if (this.#chose || this.#length === 0) {
      return false;
    }
    const before = this.codes[this.#length - 1] ?? 0;
    const bracket = this.#open < 0 ? 0 : (this.codes[this.#open] ?? 0);
    return expects[before] === 0 && continues[code] === 0 && roundOrSquare[bracket] === 0;
  }

  /** Takes the line end at an index, which the token at another comes after. */
  #endStatement({ codes, ends }: Tokens, newline: number, at: number): void {
    this.#push(newlineCode, ends[newline - 1] ?? 0, ends[newline] ?? 0);
    this.#asked = 0;
    if (this.#open < 0 && codes[at] === wordCode && codes[at - 1] === newlineCode) {
      this.outermost.push(this.#length, at);
    }
  }

  #take(code: number, start: number, end: number): void {
    const index = this.#length;
    this.#push(code, start, end);
    this.#chose = this.#asked > 0 && code === colon;
    this.#asked += this.#chose ? -1 : code === question ? 1 : 0;
    if (openings[code] === 1) {
      this.partners[index] = this.#open;
      this.#open = index;
    } else if (closings[code] === 1 && this.#open >= 0) {
      const opening = this.#open;
      this.#open = this.partners[opening] ?? -1;
      this.partners[opening] = index;
      this.partners[index] = opening;
    }
  }

  #push(code: number, start: number, end: number): void {
    const index = this.#length;
    this.codes[index] = code;
    this.starts[index] = start;
    this.ends[index] = end;
    this.partners[index] = -1;
    this.#length = index + 1;
  }

  #leaveOpen(): void {
    while (this.#open >= 0) {
      const outer = this.partners[this.#open] ?? -1;
      this.partners[this.#open] = -1;
      this.#open = outer;
    }
  }
}

/** A number that those of so many tokens do not exceed. */
function mostSignificant({ codes, length }: Tokens): number {
  let most = 0;
  for (let at = 0; at < length; at += 1) {
    const code = codes[at] ?? 0;
    most += code === blankCode || code === commentCode ? 0 : 1;
  }
  return most;
}
