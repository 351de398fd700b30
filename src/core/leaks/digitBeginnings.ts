import { type Alphabet, anyDigits, hexadecimal, smallX } from './alphabet.ts';
import { carriageReturn, isEscapeSign } from './escapes/unit.ts';

const mostBetween = 64;

/** What is asked first is a table of so many bits at most. */
const mostTableBits = 20;

/** Tells whether a value begins with three bytes. */
export type TripleTest = (first: number, second: number, third: number) => boolean;

/** With which digits the values begin that are searched. */
export class DigitBeginnings {
  /** Of the digits that can give one byte. */
  readonly mask: number;
  readonly #alphabet: Alphabet;
  readonly #bytes: Uint8Array;
  readonly #pairs: Uint8Array;
  /** By the last digits whether a byte ends with them with which a value begins. */
  readonly #begins: Uint8Array;
  /** The same of a byte that the next digit will end. */
  readonly #opens: Uint8Array;
  readonly #triple: TripleTest;
  /** So many digits give the first three bytes, wherever in a group they begin. */
  readonly #looked: number;
  /** So many digits are looked up in {@link #first}. */
  readonly #tabled: number;
  /** By the first digits whether the first two bytes of a value may be in them. */
  readonly #first: Uint8Array;
  /** By two digits whether the first two bytes of a value may begin with the first of them. */
  readonly #digits: Uint8Array;

  constructor(alphabet: Alphabet, bytes: Uint8Array, pairs: Uint8Array, triple: TripleTest) {
    const { bits } = alphabet;
    this.#triple = triple;
    const before = Math.max(...alphabet.bytes.map(each => each.before));
    this.#looked = Math.ceil((24 + before) / bits);
    this.#tabled = Math.min(Math.floor(mostTableBits / bits), 4);
    this.#first = new Uint8Array(1 << (this.#tabled * bits));
    this.#alphabet = alphabet;
    this.#bytes = bytes;
    this.#pairs = pairs;
    const span = Math.max(...alphabet.bytes.map(each => each.span));
    this.mask = (1 << (bits * span)) - 1;
    this.#begins = new Uint8Array(this.mask + 1);
    this.#opens = new Uint8Array(this.mask + 1);
    this.#digits = new Uint8Array(1 << (2 * bits));
    for (let byte = 0; byte < bytes.length; byte += 1) {
      if (bytes[byte] === 1) {
        this.#add(byte);
      }
    }
    pairs.forEach((begins, pair) => {
      for (const each of begins === 1 ? alphabet.bytes : []) {
        fill(this.#first, pair, 16, this.#tabled * bits - each.before - 16);
        fill(this.#digits, pair, 16, 2 * bits - each.before - 16);
      }
    });
  }

  /** Whether a value may begin with the byte that the last digits end. */
  begins(last: number): boolean {
    return this.#begins[last] === 1;
  }

  /** The same of the byte that the next digit will end. */
  opens(last: number): boolean {
    return this.#opens[last] === 1;
  }

  byte(byte: number): boolean {
    return this.#bytes[byte] === 1;
  }

  /** Whether the digits of a value may begin with two characters, both of ASCII. */
  pair(unit: number, next: number): boolean {
    const digits = this.#alphabet.pair(unit, next);
    return digits === anyDigits || this.#digits[digits] === 1;
  }

  /** Whether a value may begin with the digit at a place of a text; also where the text ends too soon. */
  at(text: string, from: number): boolean {
    if (from + this.#tabled > text.length) {
      return true;
    }
    let digits = 0;
    for (let count = 0; count < this.#tabled; count += 1) {
      const unit = text.charCodeAt(from + count);
      const digit = this.#alphabet.digit(unit);
      if (digit < 0) {
        return this.#alphabet.follows(unit) && this.#search(text, from);
      }
      digits = (digits << this.#alphabet.bits) | digit;
    }
    return this.#first[digits] === 1 && this.#search(text, from);
  }

  /** The same by all that may stand between digits, and by three bytes. */
  #search(text: string, from: number): boolean {
    const { bits, between } = this.#alphabet;
    let digits = 0;
    let count = 0;
    let behindDigit = false;
    for (let at = from; count < this.#looked; at += 1) {
      if (at >= text.length || at - from > mostBetween) {
        return true;
      }
      const unit = text.charCodeAt(at);
      const digit = this.#alphabet.digit(unit);
      if (unit === smallX && (digits & 0xf) === 0 && bits === hexadecimal.bits) {
        // The zero belongs to `0x41`.
        digits >>= bits;
        count = Math.max(0, count - 1);
      } else if (digit >= 0) {
        digits = (digits << bits) | digit;
        count += 1;
      } else if (isEscapeSign(unit)) {
        return true;
      } else if (behindDigit ? !this.#alphabet.follows(unit) : !between.includes(unit)) {
        return false;
      }
      behindDigit = digit >= 0;
    }
    return this.#give(digits);
  }

  /** Whether digits give the first three bytes of a value, from some place in a group. */
  #give(digits: number): boolean {
    const { bits, bytes } = this.#alphabet;
    const all = this.#looked * bits - 24;
    return bytes.some(({ before }) => {
      const [pair, third] = [
        (digits >> (all + 8 - before)) & 0xffff,
        (digits >> (all - before)) & 0xff,
      ];
      return this.#pairs[pair] === 1 && this.#goesOn(pair >> 8, pair & 0xff, third);
    });
  }

  /** A carriage return counts nowhere, so what comes behind it tells. */
  #goesOn(first: number, second: number, third: number): boolean {
    return second === carriageReturn
      ? this.#pairs[(first << 8) | third] === 1
      : third === carriageReturn || this.#triple(first, second, third);
  }

  #add(byte: number): void {
    const { bits, bytes } = this.#alphabet;
    for (const { rest, back } of bytes) {
      fill(this.#begins, byte, 8, rest);
      if (back > 0) {
        fill(this.#opens, byte, 8, rest - bits);
      }
    }
  }
}

/** Marks all numbers that have another so many bits above their end, or the rest of it at their end. */
function fill(marks: Uint8Array, number: number, width: number, above: number): void {
  const known = Math.min(width, width + above);
  const upper = number >> (width - known);
  const rest = Math.max(0, above);
  const step = 1 << (known + rest);
  for (let high = 0; high < marks.length; high += step) {
    const from = high | (upper << rest);
    marks.fill(1, from, from + (1 << rest));
  }
}
