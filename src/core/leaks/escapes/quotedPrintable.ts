import type { Held } from './openEscape.ts';
import {
  byteUnit,
  carriageReturn,
  equals,
  isIndentation,
  lineFeed,
  type Unit,
  type UnitSink,
} from './unit.ts';

/** Undoes the quoted-printable of mails: `=C3=A9`, and line ends behind a `=`. */
export class QuotedPrintable {
  readonly #sink: UnitSink;
  /** Where a sign stands that is open; null where none is. */
  #start: number | null = null;
  /** What came behind the sign, and where each of it ends. */
  #held: Held[] = [];

  constructor(sink: UnitSink) {
    this.#sink = sink;
  }

  get begun(): number | null {
    return this.#start;
  }

  take(unit: Unit, start: number, end: number): void {
    if (this.#start !== null) {
      if (this.#goesOn(unit)) {
        this.#held.push({ unit, start, end });
        this.#close(end);
        return;
      }
      this.flush();
    }
    if (unit === equals) {
      this.#start = start;
      this.#held = [{ unit, start, end }];
    } else {
      this.#sink(unit, start, end);
    }
  }

  flush(): void {
    const held = this.#held;
    this.#drop();
    for (const { unit, start, end } of held) {
      this.#sink(unit, start, end);
    }
  }

  /** Whether a character belongs to what is open: a line end, blanks before it, or two digits. */
  #goesOn(unit: Unit): boolean {
    const digits = this.#held.length > 1 && isCapitalHex(this.#held[1]?.unit ?? 0);
    const blanks = this.#held.length > 1 && !digits;
    return (
      (isCapitalHex(unit) && !blanks) ||
      (isBlank(unit) && !digits && this.#held.length < mostBlanks)
    );
  }

  #close(end: number): void {
    const [, first, second] = this.#held;
    if (this.#held.at(-1)?.unit === lineFeed) {
      this.#drop();
    } else if (first && second && isCapitalHex(second.unit)) {
      const byte = parseInt(String.fromCharCode(first.unit, second.unit), 16);
      const start = this.#start ?? first.start;
      this.#drop();
      this.#sink(byteUnit(byte), start, end);
    }
  }

  #drop(): void {
    this.#start = null;
    this.#held = [];
  }
}

const mostBlanks = 16;

function isBlank(unit: Unit): boolean {
  return unit === lineFeed || unit === carriageReturn || isIndentation(unit);
}

function isCapitalHex(unit: Unit): boolean {
  return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x41 && unit <= 0x46);
}
