import { kindOf, type Token } from './token.ts';

/** So many are kept in memory for the next text: 5 MB. */
const mostKept = 1_000_000;

/** Tokens that tile a text, as numbers: what each is, and where it ends. */
export class Tokens {
  readonly text: string;
  #codes: Uint8Array;
  #ends: Int32Array;
  #length = 0;

  constructor(text: string, capacity = (text.length >> 2) + 16) {
    this.text = text;
    this.#codes = new Uint8Array(capacity);
    this.#ends = new Int32Array(capacity);
  }

  /** For tokens that nobody keeps: of a text, in the place of others that nobody needs any more. */
  static over(others: Tokens, text: string): Tokens {
    const tokens = new Tokens(text, 0);
    const small = others.#codes.length <= mostKept;
    tokens.#codes = small ? others.#codes : new Uint8Array(mostKept);
    tokens.#ends = small ? others.#ends : new Int32Array(mostKept);
    return tokens;
  }

  get length(): number {
    return this.#length;
  }

  /** Up to which index they are filled: `length`. */
  get codes(): Uint8Array {
    return this.#codes;
  }

  get ends(): Int32Array {
    return this.#ends;
  }

  push(code: number, end: number): void {
    const at = this.#length;
    if (at === this.#codes.length) {
      this.#grow(at * 2 + 16);
    }
    this.#codes[at] = code;
    this.#ends[at] = end;
    this.#length = at + 1;
  }

  /** Takes over those of other tokens from one index to another, which stood so much further left. */
  pushAll(others: Tokens, from: number, to: number, moved: number): void {
    const at = this.#length;
    if (at + to - from > this.#codes.length) {
      this.#grow(at + to - from + 16);
    }
    this.#codes.set(others.codes.subarray(from, to), at);
    this.#ends.set(others.ends.subarray(from, to), at);
    this.#length = at + to - from;
    if (moved !== 0) {
      for (let index = at; index < this.#length; index += 1) {
        this.#ends[index] = (this.#ends[index] ?? 0) + moved;
      }
    }
  }

  /** One after the other, for whoever does not have to be quick. */
  *[Symbol.iterator](): Generator<Token> {
    let start = 0;
    for (let at = 0; at < this.#length; at += 1) {
      const end = this.#ends[at] ?? 0;
      yield { kind: kindOf(this.#codes[at] ?? 0), start, end, text: this.text.slice(start, end) };
      start = end;
    }
  }

  #grow(capacity: number): void {
    const [codes, ends] = [this.#codes, this.#ends];
    this.#codes = new Uint8Array(capacity);
    this.#ends = new Int32Array(capacity);
    this.#codes.set(codes);
    this.#ends.set(ends);
  }
}
