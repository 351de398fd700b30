import { type Alphabet, hexadecimal, smallX } from './alphabet.ts';
import type { DigitBeginnings } from './digitBeginnings.ts';
import { isIndentation, lineFeed, type Unit } from './escapes/unit.ts';
import type { Track } from './track.ts';

/**
 * Reads a text as digits that stand for bytes, from every place where such may begin: as many places
 * as a group has digits, each with a search of its own.
 */
export abstract class Decoder {
  readonly tracks: readonly Track[];
  /** How many digits there were since the last character that has no meaning. */
  seen = 0;
  readonly #alphabet: Alphabet;
  readonly #beginnings: DigitBeginnings;
  readonly #mask: number;
  /** The last digits as one number. */
  #last = 0;
  /** Where the last two digits stood. */
  #start = 0;
  #before = 0;
  /** The place of the next digit in a group that began with the first of all. */
  #place = 0;
  #idle = true;
  /** How many digits are still to come of a byte with a line end in it, or an escape. */
  #parted = 0;

  constructor(alphabet: Alphabet, tracks: readonly Track[], beginnings: DigitBeginnings) {
    this.tracks = tracks;
    this.#alphabet = alphabet;
    this.#beginnings = beginnings;
    this.#mask = beginnings.mask;
  }

  /** A character that is no digit, behind digits. */
  abstract other(unit: Unit): void;
  /** A digit comes. */
  abstract begin(): void;

  /** Where something may have begun that gives no byte yet. */
  get begun(): number | null {
    return this.seen > 0 && this.#beginnings.opens(this.#last) ? this.#start : null;
  }

  /** Whether nothing has begun but with the last byte, and that not before an offset. */
  begunSince(from: number): boolean {
    return this.#parted === 0 && (this.#idle || this.tracks.every(track => track.begunSince(from)));
  }

  take(unit: Unit, start: number, end: number): void {
    const digit = this.#alphabet.digit(unit);
    if (digit === -1) {
      if (this.seen > 0 || !this.#idle) {
        this.other(unit);
      }
      return;
    }
    this.begin();
    this.#last = ((this.#last << this.#alphabet.bits) | digit) & this.#mask;
    this.#before = this.#start;
    this.#start = start;
    this.seen += 1;
    this.#parted = end - start > 1 ? parts : Math.max(0, this.#parted - 1);
    this.#place = (this.#place + 1) & (this.#alphabet.group - 1);
    if (!this.#idle || this.#beginnings.begins(this.#last)) {
      this.#step(end);
    }
  }

  /** The number of digits of which the last is the one before. */
  get lastIsZero(): boolean {
    return (this.#last & ((1 << this.#alphabet.bits) - 1)) === 0;
  }

  /** What may stand between digits. */
  skip(): void {
    this.#parted = this.seen === 0 ? 0 : parts;
    for (const track of this.tracks) {
      if (!track.idle) {
        track.skip();
      }
    }
    this.#look();
  }

  /** What ends them. */
  reset(): void {
    this.forget();
    if (!this.#idle) {
      for (const track of this.tracks) {
        track.reset();
      }
      this.#idle = true;
    }
  }

  /** Forgets the last digits. */
  forget(): void {
    this.seen = 0;
    this.#last = 0;
    this.#parted = 0;
  }

  /** Takes the last digit for none. */
  unread(): void {
    this.#place = (this.#place - 1) & (this.#alphabet.group - 1);
    this.seen = 0;
  }

  /** The search for which a byte is begun and not complete, of two. */
  get unfinished(): Track | undefined {
    return this.tracks[(this.#place + 1) & (this.#alphabet.group - 1)];
  }

  /** Each byte that is complete with the last digit, for the place at which its group began. */
  #step(end: number): void {
    const { bytes, group } = this.#alphabet;
    for (const { digits, rest, back, span } of bytes) {
      if (this.seen >= span) {
        const track = this.tracks[(this.#place - digits) & (group - 1)];
        const byte = (this.#last >> rest) & 0xff;
        if (track && (!track.idle || this.#beginnings.byte(byte))) {
          track.step(byte, back === 0 ? this.#start : this.#before, end);
        }
      }
    }
    this.#look();
  }

  #look(): void {
    this.#idle = this.tracks.every(track => track.idle);
  }
}

/**
 * Reads base64 or base32, in lines of any length, as a whole or from the middle of a longer one
 * (`user:password`).
 */
export class LineDecoder extends Decoder {
  readonly #between: readonly number[];
  #indented = false;

  constructor(alphabet: Alphabet, tracks: readonly Track[], beginnings: DigitBeginnings) {
    super(alphabet, tracks, beginnings);
    this.#between = alphabet.between;
  }

  begin(): void {
    this.#indented = false;
  }

  other(unit: Unit): void {
    this.#indented ||= unit === lineFeed;
    const indentation = isIndentation(unit);
    if (this.#between.includes(unit) && (this.#indented || !indentation)) {
      this.skip();
    } else {
      this.reset();
    }
  }
}

/** Reads hexadecimal digits, in lines of any length, with or without something between bytes. */
export class HexDecoder extends Decoder {
  constructor(tracks: readonly Track[], beginnings: DigitBeginnings) {
    super(hexadecimal, tracks, beginnings);
  }

  begin(): void {
    // Every digit goes on.
  }

  other(unit: Unit): void {
    if (!hexadecimal.between.includes(unit)) {
      this.reset();
      return;
    }
    if (unit === smallX && this.seen === 1 && this.lastIsZero) {
      this.unread(); // `0x41`
    } else if (this.seen > 0) {
      // Nothing stands within a byte: what began with the last digit ends here.
      this.unfinished?.reset();
      this.forget();
    }
    this.skip();
  }
}

/** A byte is in three digits at most. */
const parts = 2;
