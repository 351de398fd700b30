import { rawByte, type Unit } from './escapes/unit.ts';

/** Takes bytes, each with the place in the text of the character that it is a part of. */
export interface ByteSink {
  step(byte: number, start: number, end: number): void;
}

/** Writes units as bytes of UTF-8, surrogates in pairs as one character. */
export class Utf8 {
  readonly #sink: ByteSink;
  /** Half of a character, which waits for its other half; 0 where none does. */
  high = 0;
  #start = 0;
  #end = 0;

  constructor(sink: ByteSink) {
    this.#sink = sink;
  }

  /** Where a character begins of which half is known; null where none does. */
  get begun(): number | null {
    return this.high === 0 ? null : this.#start;
  }

  take(unit: Unit, start: number, end: number): void {
    if (this.high !== 0) {
      const high = this.high;
      if (unit >= 0xdc00 && unit < 0xe000) {
        this.high = 0;
        this.#point(0x1_0000 + ((high - 0xd800) << 10) + (unit - 0xdc00), this.#start, end);
        return;
      }
      this.flush();
    }
    if (unit < 0x80) {
      this.#sink.step(unit, start, end);
    } else if (unit >= rawByte) {
      this.#sink.step(unit - rawByte, start, end);
    } else if (unit >= 0xd800 && unit < 0xdc00) {
      this.high = unit;
      this.#start = start;
      this.#end = end;
    } else {
      this.#point(unit >= 0xdc00 && unit < 0xe000 ? replacement : unit, start, end);
    }
  }

  flush(): void {
    if (this.high !== 0) {
      this.high = 0;
      this.#point(replacement, this.#start, this.#end);
    }
  }

  #point(code: number, start: number, end: number): void {
    if (code < 0x800) {
      this.#sink.step(0xc0 | (code >> 6), start, end);
    } else {
      if (code < 0x1_0000) {
        this.#sink.step(0xe0 | (code >> 12), start, end);
      } else {
        this.#sink.step(0xf0 | (code >> 18), start, end);
        this.#sink.step(0x80 | ((code >> 12) & 0x3f), start, end);
      }
      this.#sink.step(0x80 | ((code >> 6) & 0x3f), start, end);
    }
    this.#sink.step(0x80 | (code & 0x3f), start, end);
  }
}

/** What encoders write for half a character. */
const replacement = 0xfffd;
