import { type Alphabet, anyDigits, hexadecimal, smallX } from './alphabet.ts';
import { isEscapeSign } from './escapes/unit.ts';

const mostBetween = 64;

/** So many digits give the first two bytes, wherever in a group they begin. */
const looked = 4;

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
  /** By two digits whether the first byte of a value may begin with the first of them. */
  readonly #digits: Uint8Array;

  constructor(alphabet: Alphabet, bytes: Uint8Array, pairs: Uint8Array) {
    const { bits } = alphabet;
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
    const { bits, between } = this.#alphabet;
    let digits = 0;
    let count = 0;
    for (let at = from; count < looked; at += 1) {
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
      } else if (!between.includes(unit)) {
        return false;
      }
    }
    return this.#give(digits);
  }

  /** Whether four digits give the first two bytes of a value, from some place in a group. */
  #give(digits: number): boolean {
    const { bits, bytes } = this.#alphabet;
    const all = looked * bits - 16;
    return bytes.some(({ before }) => this.#pairs[(digits >> (all - before)) & 0xffff] === 1);
  }

  #add(byte: number): void {
    const { bits, bytes } = this.#alphabet;
    for (const { rest, back, before } of bytes) {
      fill(this.#begins, byte, rest);
      if (back > 0) {
        fill(this.#opens, byte, rest - bits);
      }
      fill(this.#digits, byte, 2 * bits - before - 8);
    }
  }
}

/** Marks all numbers that have a byte so many bits above their end, or the rest of it at their end. */
function fill(marks: Uint8Array, byte: number, above: number): void {
  const known = Math.min(8, 8 + above);
  const upper = byte >> (8 - known);
  const rest = Math.max(0, above);
  const step = 1 << (known + rest);
  for (let high = 0; high < marks.length; high += step) {
    const from = high | (upper << rest);
    marks.fill(1, from, from + (1 << rest));
  }
}
