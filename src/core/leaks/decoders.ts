import type { Automaton } from './automaton.ts';
import { carriageReturn } from './folded.ts';
import type { Track } from './track.ts';
import type { Unit } from './unescaper.ts';

/** Reads a text as something that stands for bytes, from every place where that may begin. */
interface Decoder {
  /** Where something may have begun that gives no byte yet. */
  readonly begun: number | null;
  take(unit: Unit, start: number, end: number): void;
}

/**
 * Reads base64, of either alphabet, in lines of any length, as a whole or from the middle of a
 * longer one (`user:password`): at each of the four places that a character has in a group.
 */
export class Base64Decoder implements Decoder {
  readonly #tracks: readonly Track[];
  /** Whether a value begins with these six bits. */
  readonly #begins: readonly boolean[];
  readonly #beginnings: Uint8Array;
  /** Whether there was anything since the last character that has no meaning. */
  #begun = false;
  #previous = -1;
  #start = 0;
  #count = 0;
  #indented = false;

  constructor(automaton: Automaton, tracks: readonly Track[]) {
    this.#tracks = tracks;
    const beginnings = automaton.beginnings;
    this.#beginnings = beginnings;
    this.#begins = Array.from({ length: 64 }, (_, bits) =>
      [0, 1, 2, 3].some(low => beginnings[(bits << 2) | low] === 1),
    );
  }

  get begun(): number | null {
    return this.#previous >= 0 && this.#begins[this.#previous] === true ? this.#start : null;
  }

  take(unit: Unit, start: number, end: number): void {
    const bits = unit < 128 ? (sextets[unit] ?? -1) : -1;
    if (bits === -1) {
      if (this.#begun) {
        this.#other(unit);
      }
      return;
    }
    this.#begun = true;
    this.#indented = false;
    const previous = this.#previous;
    if (previous >= 0) {
      this.#step(1, ((previous << 2) | (bits >> 4)) & 0xff, this.#start, end);
      this.#step(2, ((previous << 4) | (bits >> 2)) & 0xff, start, end);
      this.#step(3, ((previous << 6) | bits) & 0xff, start, end);
    }
    this.#previous = bits;
    this.#start = start;
    this.#count = (this.#count + 1) & 3;
  }

  /** The byte that a character ends or goes on with where it is at a place of its group. */
  #step(place: number, byte: number, start: number, end: number): void {
    const track = this.#tracks[(this.#count - place) & 3];
    if (track && (!track.idle || this.#beginnings[byte] === 1)) {
      track.step(byte, start, end);
    }
  }

  #other(unit: Unit): void {
    this.#indented ||= unit === lineFeed;
    const skipped = unit === lineFeed || unit === carriageReturn || unit === backslash;
    if (skipped || (this.#indented && (unit === blank || unit === tab))) {
      for (const track of this.#tracks) {
        if (!track.idle) {
          track.skip();
        }
      }
    } else {
      this.#begun = false;
      this.#previous = -1;
      for (const track of this.#tracks) {
        track.reset();
      }
    }
  }
}

/** Reads hexadecimal digits, in lines of any length, with or without something between bytes. */
export class HexDecoder implements Decoder {
  readonly #tracks: readonly Track[];
  readonly #begins: readonly boolean[];
  readonly #beginnings: Uint8Array;
  /** Whether there was anything since the last character that has no meaning. */
  #begun = false;
  #previous = -1;
  #start = 0;
  #count = 0;

  constructor(automaton: Automaton, tracks: readonly Track[]) {
    this.#tracks = tracks;
    const beginnings = automaton.beginnings;
    this.#beginnings = beginnings;
    this.#begins = Array.from({ length: 16 }, (_, high) =>
      Array.from({ length: 16 }, (_, low) => (high << 4) | low).some(
        byte => beginnings[byte] === 1,
      ),
    );
  }

  get begun(): number | null {
    return this.#previous >= 0 && this.#begins[this.#previous] === true ? this.#start : null;
  }

  take(unit: Unit, start: number, end: number): void {
    const bits = unit < 128 ? (nibbles[unit] ?? -1) : -1;
    if (bits === -1) {
      if (this.#begun) {
        this.#other(unit);
      }
      return;
    }
    this.#begun = true;
    if (this.#previous >= 0) {
      const byte = (this.#previous << 4) | bits;
      const track = this.#tracks[this.#count];
      if (track && (!track.idle || this.#beginnings[byte] === 1)) {
        track.step(byte, this.#start, end);
      }
    }
    this.#previous = bits;
    this.#start = start;
    this.#count ^= 1;
  }

  #other(unit: Unit): void {
    if (betweenBytes.includes(unit)) {
      for (const track of this.#tracks) {
        if (!track.idle) {
          track.skip();
        }
      }
      if (this.#previous >= 0) {
        // Nothing stands within a byte: what began with the last digit ends here.
        this.#tracks[this.#count]?.reset();
        this.#previous = -1;
      }
    } else {
      this.#begun = false;
      this.#previous = -1;
      for (const track of this.#tracks) {
        track.reset();
      }
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
