import { EscapeStage } from './escapeStage.ts';
import { backslash, byteUnit, isHex, rawByte, type Unit, type UnitSink } from './unit.ts';

/**
 * `\n`, `\"`, `\033`, `\x1b`, `\u00e9`, `\U0001f600`, `\u{1f600}`, however many backslashes are in
 * front.
 */
export class Backslashes extends EscapeStage {
  /** `escaped`: behind a backslash; the others: so many digits, or with the letter one more. */
  #state: 'plain' | 'escaped' | 'digits' | 'braces' = 'plain';
  #needed = 0;
  #octal = false;
  /** Of the sign in the text. */
  #length = 1;
  readonly #sign: Unit;

  constructor(sink: UnitSink, undone: boolean, sign: Unit) {
    super(sink, undone);
    this.#sign = sign;
  }

  get begun(): number | null {
    return this.#state === 'plain' ? null : this.start;
  }

  flush(): void {
    this.#state = 'plain';
    this.release();
  }

  read(unit: Unit, start: number, end: number): void {
    if (this.#state === 'braces' && this.#brace(unit, start, end)) {
      return;
    }
    if (this.#state === 'digits') {
      if (unit === openBrace && this.held.length === 1 && !this.#octal) {
        this.#state = 'braces';
        this.hold(unit, start, end);
        return;
      }
      if (this.#octal ? isOctal(unit) : isHex(unit)) {
        this.hold(unit, start, end);
        if (this.held.length === this.#needed) {
          this.#digits(end);
        }
        return;
      }
      this.flush();
    }
    if (unit === this.#sign) {
      this.#state = 'escaped';
      this.start = start;
      this.last = end;
      this.#length = end - start;
      this.sink(backslash, start, end);
    } else if (this.#state === 'escaped') {
      this.#escaped(unit, start, end);
    } else {
      this.sink(unit, start, end);
    }
  }

  #escaped(unit: Unit, start: number, end: number): void {
    const control = controls.get(unit);
    const digits = isOctal(unit) ? 3 : hexDigits.get(unit);
    this.#state = 'plain';
    if (end - start > this.#length) {
      // One that was itself escaped in the text behind the backslash: `%5C%256E`.
      this.sink(unit, start, end);
    } else if (control !== undefined) {
      this.undo(control, end);
    } else if (digits !== undefined) {
      this.#state = 'digits';
      this.#octal = isOctal(unit);
      this.#needed = this.#octal ? 3 : digits + 1;
      this.hold(unit, start, end);
    } else {
      this.sink(unit, start, end);
    }
  }

  /** Takes a digit between braces, or the closing one; false where something else stands there. */
  #brace(unit: Unit, start: number, end: number): boolean {
    if (unit === closeBrace && this.held.length > 2) {
      this.#state = 'plain';
      this.undo(this.number(16, 2) % rawByte, end);
      return true;
    }
    if (isHex(unit) && this.held.length < 2 + mostBraced) {
      this.hold(unit, start, end);
      return true;
    }
    this.flush();
    return false;
  }

  #digits(end: number): void {
    const code = this.#octal ? this.number(8) : this.number(16, 1);
    const bytes = this.#octal || this.#needed === 3;
    this.#state = 'plain';
    this.undo(bytes ? byteUnit(code & 0xff) : code % rawByte, end);
  }
}

const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Digits in braces. */
const mostBraced = 8;

const controls: ReadonlyMap<Unit, Unit> = new Map(
  Object.entries({ n: 10, t: 9, r: 13, b: 8, f: 12, v: 11, a: 7, e: 27, E: 27 }).map(
    ([letter, code]) => [letter.charCodeAt(0), code],
  ),
);

const hexDigits: ReadonlyMap<Unit, number> = new Map(
  Object.entries({ x: 2, u: 4, U: 8 }).map(([letter, digits]) => [letter.charCodeAt(0), digits]),
);

function isOctal(unit: Unit): boolean {
  return unit >= 0x30 && unit <= 0x37;
}
