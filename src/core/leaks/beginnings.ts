import { base32, base64, hexadecimal } from './alphabet.ts';
import type { Automaton } from './automaton.ts';
import { DigitBeginnings, type TripleTest } from './digitBeginnings.ts';
import { blank, carriageReturn, equals, isEscapeSign, plus } from './escapes/unit.ts';
import { isQuoting } from './folded.ts';

const ascii = 128;

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
  /** By three characters, hashed, whether something begins with them. */
  readonly #triples = new Uint8Array(hashes);
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
    automaton.eachTriple((first, second, third) => {
      this.#triples[hash(first, second, third)] = 1;
    });
    const triple: TripleTest = (first, second, third) =>
      this.#triples[hash(first, second, third)] === 1;
    this.base64 = new DigitBeginnings(base64, bytes, pairs, triple);
    this.base32 = new DigitBeginnings(base32, bytes, pairs, triple);
    this.hex = new DigitBeginnings(hexadecimal, bytes, pairs, triple);
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
        if (
          mark !== 0 &&
          (mark === asText ||
            ((mark & asPair) !== 0 && this.#goesOnAt(text, at)) ||
            this.#digits(mark, text, at))
        ) {
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

  /** Whether what begins with two characters may go on with the third. */
  #goesOnAt(text: string, at: number): boolean {
    const third = text.charCodeAt(at + 2);
    return (
      third >= ascii ||
      special[third] === 1 ||
      this.#triples[hash(text.charCodeAt(at), text.charCodeAt(at + 1), third)] === 1
    );
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
        const pair = text && special[unit] === 0 && special[next] === 0;
        if ((text && !pair) || (escaped && (escapes[at] === 1 || (quoted && isQuoting(unit))))) {
          this.#marks[at] = asText;
        } else {
          this.#marks[at] = (pair ? asPair : 0) | (escaped ? this.#digitMarks(unit, next) : 0);
        }
      }
    }
  }

  #digitMarks(unit: number, next: number): number {
    return (
      (this.base64.pair(unit, next) ? asBase64 : 0) |
      (this.base32.pair(unit, next) ? asBase32 : 0) |
      (this.hex.pair(unit, next) ? asHex : 0)
    );
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

/** Such that a third character is asked. */
const asPair = 64;
const asText = 128;
const asBase64 = 1;
const asHex = 2;
const asBase32 = 4;

/** Characters that may stand for others, or for nothing. */
const special = Uint8Array.from({ length: ascii }, (_, unit) =>
  Number(
    isQuoting(unit) || isEscapeSign(unit) || unit === equals || unit === plus || unit === blank,
  ),
);

const hashes = 1 << 16;

function hash(first: number, second: number, third: number): number {
  return (first * 7963 + second * 977 + third) & (hashes - 1);
}

/** What opens an escape, or something that is put together of lines, and what may come next. */
const openings: readonly (readonly [units: string, next: RegExp])[] = [
  ['\\', /[nrtbfvaeE0-7xuU\\&%]/],
  ['&', /[#a-zA-Z\\&%]/],
  ['%', /[0-9a-fA-Fu\\&%]/],
  ['=', /[0-9A-F]/],
  ['\'"`', /[ \t\n\r+]/],
];

/** For each two characters whether they may begin one. */
const escapes = escapesOf(openings);

/** Made when the file is loaded, so only what opens something is looked at. */
function escapesOf(all: typeof openings): Uint8Array {
  const table = new Uint8Array(ascii * ascii);
  for (const [units, following] of all) {
    const nexts = Array.from({ length: ascii }, (_, next) => next).filter(next =>
      following.test(String.fromCharCode(next)),
    );
    for (const unit of units) {
      nexts.forEach(next => {
        table[(unit.charCodeAt(0) << 7) | next] = 1;
      });
    }
  }
  return table;
}
