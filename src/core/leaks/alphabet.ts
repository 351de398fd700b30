import { carriageReturn, isEscapeSign, isIndentation } from './escapes/unit.ts';

/** A byte that a row of digits gives, by how many of them there were since a group began. */
interface GivenByte {
  readonly digits: number;
  /** Bits of the last digit that belong to the next byte. */
  readonly rest: number;
  /** How many digits back the first one is that belongs to no byte before. */
  readonly back: number;
  /** Bits of the digit in which it begins that belong to the byte before. */
  readonly before: number;
  /** How many digits it has a part of. */
  readonly span: number;
}

/** How bytes are written as digits: base64, base32, hexadecimal. */
export class Alphabet {
  /** Bits of a digit. */
  readonly bits: number;
  /** Digits of the shortest row that gives whole bytes. */
  readonly group: number;
  readonly bytes: readonly GivenByte[];
  /** What may stand between digits. */
  readonly between: readonly number[];
  readonly #digits = new Int8Array(128).fill(-1);
  /** What may stand directly behind a digit where others follow: indentation only behind line ends. */
  readonly #behind: Uint8Array;

  constructor(bits: number, group: number, between: string, ...alphabets: readonly string[]) {
    this.bits = bits;
    this.group = group;
    this.between = [...Array.from(between, each => each.charCodeAt(0)), carriageReturn];
    const indented = bits === hexadecimalBits;
    this.#behind = Uint8Array.from({ length: 128 }, (_, unit) =>
      Number(
        isEscapeSign(unit) || (this.between.includes(unit) && (indented || !isIndentation(unit))),
      ),
    );
    this.bytes = Array.from({ length: group }, (_, at) => (at + 1) * bits).flatMap((all, at) => {
      const rest = all % 8;
      const from = all - rest - 8;
      const back = at - Math.ceil(from / bits);
      const span = at + 1 - Math.floor(from / bits);
      return rest < bits && from >= 0
        ? [{ digits: at + 1, rest, back, before: from % bits, span }]
        : [];
    });
    for (const alphabet of alphabets) {
      Array.from(alphabet).forEach((character, place) => {
        this.#digits[character.charCodeAt(0)] = place;
      });
    }
  }

  /** For each two characters of ASCII what {@link pair} says; made where it is asked first. */
  #pairs: Int16Array | null = null;

  /** What two characters of ASCII stand for together; {@link anyDigits} where that is not known. */
  pair(unit: number, next: number): number {
    this.#pairs ??= Int16Array.from({ length: 1 << 14 }, (_, at) => this.#pair(at >> 7, at & 0x7f));
    return this.#pairs[(unit << 7) | next] ?? noDigits;
  }

  #pair(unit: number, next: number): number {
    const [first, second] = [this.digit(unit), this.digit(next)];
    if (first >= 0 && second >= 0) {
      return (first << this.bits) | second;
    }
    // Nothing stands within a byte of hexadecimal digits.
    const follows = this.bits === hexadecimalBits ? isEscapeSign(next) : this.follows(next);
    return first >= 0 && follows ? anyDigits : noDigits;
  }

  /** Whether a character that is no digit may stand directly behind one where others follow. */
  follows(unit: number): boolean {
    return unit < 128 && this.#behind[unit] === 1;
  }

  /** What a character stands for; -1 where it is no digit. */
  digit(unit: number): number {
    return unit < 128 ? (this.#digits[unit] ?? -1) : -1;
  }
}

/** Characters that are no digits, and such that may become any. */
const noDigits = -1;
export const anyDigits = -2;

const hexadecimalBits = 4;
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const small = capitals.toLowerCase();

/** Indentation, the backslash of a line end that is escaped, and quotes where lines are put together. */
const lines = '\n\\ \t\'"$';

export const base64 = new Alphabet(
  6,
  4,
  lines,
  `${capitals}${small}0123456789+/`,
  `${capitals}${small}0123456789-_`,
);
export const base32 = new Alphabet(5, 8, lines, `${capitals}234567`, `${small}234567`);
/** Of `0x41`. */
export const smallX = 0x78;

/** As `od`, `openssl`, `xxd -i` and others separate bytes; a blank may have become a `+` of a URL. */
export const hexadecimal = new Alphabet(
  hexadecimalBits,
  2,
  `${lines}:-,.x+`,
  '0123456789abcdef',
  '0123456789ABCDEF',
);
