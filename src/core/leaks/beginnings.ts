import { type Alphabet, anyDigits, base32, base64, hexadecimal, smallX } from './alphabet.ts';
import type { Automaton } from './automaton.ts';
import { blank, carriageReturn, equals, isEscapeSign, plus } from './escapes/unit.ts';
import { isQuoting } from './folded.ts';

const ascii = 128;
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

/**
 * Tells where in a text nothing can begin that is searched, which is most of it: by two characters,
 * and of digits by four.
 */
export class Beginnings {
  readonly base64: DigitBeginnings;
  readonly base32: DigitBeginnings;
  readonly hex: DigitBeginnings;
  /** For each two characters what may begin with them: {@link asText}, or digits. */
  readonly #marks = new Uint8Array(ascii * ascii);
  /** Whether something begins with a character beyond ASCII. */
  readonly #wide: boolean;
  /** For each character whether something begins with it that another one beyond ASCII may follow. */
  readonly #first = new Uint8Array(ascii);

  constructor(automaton: Automaton, escaped: boolean, quoted: boolean) {
    const bytes = automaton.beginnings;
    const pairs = automaton.pairs;
    for (let byte = 0; byte < 256; byte += 1) {
      // A carriage return counts nowhere.
      pairs[(byte << 8) | carriageReturn] = bytes[byte] ?? 0;
    }
    this.base64 = new DigitBeginnings(base64, bytes, pairs);
    this.base32 = new DigitBeginnings(base32, bytes, pairs);
    this.hex = new DigitBeginnings(hexadecimal, bytes, pairs);
    this.#wide = bytes.subarray(ascii).includes(1);
    for (let unit = 0; unit < ascii; unit += 1) {
      this.#first[unit] = bytes[unit] ?? 0;
    }
    if (escaped) {
      this.#first[plus] = this.#first[plus] || (bytes[blank] ?? 0);
    }
    this.#mark(pairs, escaped, quoted);
  }

  /** The first place from one on at which something may begin; the last two are such in any case. */
  next(text: string, from: number): number {
    const last = text.length - 2;
    let at = from;
    let unit = text.charCodeAt(at);
    while (at < last) {
      const following = text.charCodeAt(at + 1);
      if (unit < ascii && following < ascii) {
        const mark = this.#marks[(unit << 7) | following] ?? 0;
        if (mark !== 0 && (mark === asText || this.#digits(mark, text, at))) {
          return at;
        }
      } else if (unit < ascii ? this.#first[unit] === 1 : this.#wide) {
        return at;
      }
      unit = following;
      at += 1;
    }
    return at;
  }

  #digits(mark: number, text: string, at: number): boolean {
    return (
      ((mark & asBase64) !== 0 && this.base64.at(text, at)) ||
      ((mark & asHex) !== 0 && this.hex.at(text, at)) ||
      ((mark & asBase32) !== 0 && this.base32.at(text, at))
    );
  }

  #mark(pairs: Uint8Array, escaped: boolean, quoted: boolean): void {
    for (let unit = 0; unit < ascii; unit += 1) {
      for (let next = 0; next < ascii; next += 1) {
        const at = (unit << 7) | next;
        const text = this.#first[unit] === 1 && this.#goesOn(pairs, unit, next, escaped);
        if (text || (escaped && (escapes[at] === 1 || (quoted && isQuoting(unit))))) {
          this.#marks[at] = asText;
        } else if (escaped) {
          this.#marks[at] =
            (this.base64.pair(unit, next) ? asBase64 : 0) |
            (this.base32.pair(unit, next) ? asBase32 : 0) |
            (this.hex.pair(unit, next) ? asHex : 0);
        }
      }
    }
  }

  /** Whether a value that begins with a character goes on with another. */
  #goesOn(pairs: Uint8Array, unit: number, next: number, escaped: boolean): boolean {
    const units = escaped && unit === plus ? [plus, blank] : [unit];
    return units.some(first => {
      const followed = (second: number): boolean => pairs[(first << 8) | second] === 1;
      return (
        followed(next) ||
        next === carriageReturn ||
        (escaped &&
          (isQuoting(next) ||
            isEscapeSign(next) ||
            next === equals ||
            (next === plus && followed(blank))))
      );
    });
  }
}

const asText = 128;
const asBase64 = 1;
const asHex = 2;
const asBase32 = 4;

/** For each two characters whether they may begin an escape. */
const escapes = Uint8Array.from({ length: ascii * ascii }, (_, at) =>
  Number(opensEscape(at >> 7, at & 0x7f)),
);

/** Whether two characters may begin an escape, or something that is put together of lines. */
function opensEscape(unit: number, next: number): boolean {
  const character = String.fromCharCode(next);
  switch (String.fromCharCode(unit)) {
    case '\\':
      return /[nrtbfvaeE0-7xuU]/.test(character);
    case '&':
      return /[#a-zA-Z]/.test(character);
    case '%':
      return /[0-9a-fA-Fu]/.test(character);
    case '=':
      return /[0-9A-F]/.test(character);
    case "'":
    case '"':
      return /[ \t\n\r+]/.test(character);
    default:
      return false;
  }
}
