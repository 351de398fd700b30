import type { Automaton } from './automaton.ts';
import { carriageReturn } from './folded.ts';
import type { Track } from './track.ts';
import type { Unit } from './unescaper.ts';

/**
 * Reads a text as digits that stand for bytes, from every place where such may begin. Whether a byte
 * is ready, and at which places, is for each way to write them.
 */
abstract class Decoder {
  readonly tracks: readonly Track[];
  /** The last digit; -1 where none stands in front. */
  previous = -1;
  /** Where it stands. */
  start = 0;
  readonly #digits: Int8Array;
  /** Whether a value begins with a digit. */
  readonly #begins: readonly boolean[];
  readonly #beginnings: Uint8Array;
  /** Whether there was anything since the last character that has no meaning. */
  #begun = false;

  /** `bits` is how many of a byte a digit stands for, at most; those of `digits` by character. */
  constructor(automaton: Automaton, tracks: readonly Track[], digits: Int8Array, bits: number) {
    this.tracks = tracks;
    this.#digits = digits;
    const beginnings = automaton.beginnings;
    this.#beginnings = beginnings;
    this.#begins = Array.from({ length: 1 << bits }, (_, digit) =>
      Array.from({ length: 1 << (8 - bits) }, (__, low) => (digit << (8 - bits)) | low).some(
        byte => beginnings[byte] === 1,
      ),
    );
  }

  /** A digit, before it is the last one. */
  abstract digit(bits: number, start: number, end: number): void;
  /** Any other character behind digits. */
  abstract other(unit: Unit): void;

  /** Where something may have begun that gives no byte yet. */
  get begun(): number | null {
    return this.previous >= 0 && this.#begins[this.previous] === true ? this.start : null;
  }

  take(unit: Unit, start: number, end: number): void {
    const bits = unit < 128 ? (this.#digits[unit] ?? -1) : -1;
    if (bits === -1) {
      if (this.#begun) {
        this.other(unit);
      }
      return;
    }
    this.#begun = true;
    this.digit(bits, start, end);
    this.previous = bits;
    this.start = start;
  }

  /** A byte, for the track that reads from one place. */
  step(place: number, byte: number, start: number, end: number): void {
    const track = this.tracks[place];
    if (track && (!track.idle || this.#beginnings[byte] === 1)) {
      track.step(byte, start, end);
    }
  }

  /** What may stand between digits. */
  skip(): void {
    for (const track of this.tracks) {
      if (!track.idle) {
        track.skip();
      }
    }
  }

  /** What ends them. */
  reset(): void {
    this.#begun = false;
    this.previous = -1;
    for (const track of this.tracks) {
      track.reset();
    }
  }
}

/**
 * Reads base64, of either alphabet, in lines of any length, as a whole or from the middle of a
 * longer one (`user:password`): at each of the four places that a character has in a group.
 */
export class Base64Decoder extends Decoder {
  #count = 0;
  #indented = false;

  constructor(automaton: Automaton, tracks: readonly Track[]) {
    super(automaton, tracks, sextets, 6);
  }

  digit(bits: number, start: number, end: number): void {
    this.#indented = false;
    const { previous } = this;
    if (previous >= 0) {
      // At each place of a group it ends one byte, goes on with one, or begins one.
      const count = this.#count;
      this.step((count - 1) & 3, ((previous << 2) | (bits >> 4)) & 0xff, this.start, end);
      this.step((count - 2) & 3, ((previous << 4) | (bits >> 2)) & 0xff, start, end);
      this.step((count - 3) & 3, ((previous << 6) | bits) & 0xff, start, end);
    }
    this.#count = (this.#count + 1) & 3;
  }

  other(unit: Unit): void {
    this.#indented ||= unit === lineFeed;
    const skipped = unit === lineFeed || unit === carriageReturn || unit === backslash;
    if (skipped || (this.#indented && (unit === blank || unit === tab))) {
      this.skip();
    } else {
      this.reset();
    }
  }
}

/** Reads hexadecimal digits, in lines of any length, with or without something between bytes. */
export class HexDecoder extends Decoder {
  #count = 0;

  constructor(automaton: Automaton, tracks: readonly Track[]) {
    super(automaton, tracks, nibbles, 4);
  }

  digit(bits: number, _start: number, end: number): void {
    if (this.previous >= 0) {
      this.step(this.#count, (this.previous << 4) | bits, this.start, end);
    }
    this.#count ^= 1;
  }

  other(unit: Unit): void {
    if (!betweenBytes.includes(unit)) {
      this.reset();
      return;
    }
    this.skip();
    if (this.previous >= 0) {
      // Nothing stands within a byte: what began with the last digit ends here.
      this.tracks[this.#count]?.reset();
      this.previous = -1;
    }
  }
}

const lineFeed = 0x0a;
const tab = 0x09;
const blank = 0x20;
const backslash = 0x5c;
/** A blank as `od` prints it, a colon as `openssl` does. */
const betweenBytes: readonly Unit[] = [lineFeed, carriageReturn, blank, backslash, 0x3a];

const sextets = places(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
);
const nibbles = places('0123456789abcdef', '0123456789ABCDEF');

/** For each character its place in one of the alphabets, -1 where it has none. */
function places(...alphabets: readonly string[]): Int8Array {
  const places = new Int8Array(128).fill(-1);
  for (const alphabet of alphabets) {
    Array.from(alphabet).forEach((character, place) => {
      places[character.charCodeAt(0)] = place;
    });
  }
  return places;
}
