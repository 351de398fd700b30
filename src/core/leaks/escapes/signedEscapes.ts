import { entityOf } from './entityOf.ts';
import { EscapeStage } from './escapeStage.ts';
import {
  ampersand,
  backslash,
  byteUnit,
  isHex,
  percentSign,
  type Unit,
  type UnitSink,
} from './unit.ts';

/** Escapes that a sign opens, and that may have been made again and again by escaping it. */
abstract class Signed extends EscapeStage {
  open = false;
  #deep = 0;
  abstract readonly sign: Unit;

  get begun(): number | null {
    return this.open ? this.start : null;
  }

  flush(): void {
    if (this.open) {
      this.open = false;
      this.release();
    }
  }

  /** Takes what stands in no escape, and may open one. */
  outside(unit: Unit, start: number, end: number): void {
    if (unit !== this.sign) {
      this.sink(unit, start, end);
      return;
    }
    this.open = true;
    this.#deep = 0;
    this.start = start;
    this.held = [{ unit, start, end }];
  }

  /** Takes an escape of the sign for the sign, which then opens one; false where that went too deep. */
  again(end: number): boolean {
    if (this.#deep >= deepest) {
      return false;
    }
    this.#deep += 1;
    this.last = end;
    this.held = [{ unit: this.sign, start: this.start, end }];
    return true;
  }
}

/** `&lt;`, `&#39;`, `&#x27;`, and `&amp;` as often as it stands in front. */
export class Entities extends Signed {
  readonly sign = ampersand;

  read(unit: Unit, start: number, end: number): void {
    if (!this.open) {
      this.outside(unit, start, end);
    } else if (unit === semicolon) {
      this.#close(end);
    } else if (this.held.length <= longestEntity && isEntityPart(unit)) {
      this.hold(unit, start, end);
    } else {
      this.flush();
      this.read(unit, start, end);
    }
  }

  #close(end: number): void {
    const name = String.fromCharCode(...this.held.slice(1).map(({ unit }) => unit));
    if (name === 'amp' && this.again(end)) {
      return;
    }
    const code = entityOf(name);
    this.open = false;
    if (code === null) {
      this.release();
      this.sink(semicolon, end - 1, end);
    } else {
      this.undo(code, end);
    }
  }
}

/** `%41`, and `25` as often as it stands in between; `%u20AC` of JavaScript’s `escape`. */
export class Percents extends Signed {
  readonly sign = percentSign;
  readonly #backslash: Unit;
  #unicode = false;

  constructor(sink: UnitSink, undone: boolean, givenBackslash: Unit) {
    super(sink, undone);
    this.#backslash = givenBackslash;
  }

  read(unit: Unit, start: number, end: number): void {
    if (this.open) {
      const first = this.held.length === 1;
      this.#unicode &&= !first;
      if (isHex(unit) || (first && unit === smallU)) {
        this.#unicode ||= unit === smallU;
        this.hold(unit, start, end);
        if (this.held.length === (this.#unicode ? 6 : 3)) {
          this.#digits(end);
        }
        return;
      }
    }
    this.flush();
    this.outside(unit, start, end);
  }

  #digits(end: number): void {
    const code = this.number(16, this.#unicode ? 2 : 1);
    if (code !== percentSign || !this.again(end)) {
      this.open = false;
      this.undo(code === backslash ? this.#backslash : this.#unicode ? code : byteUnit(code), end);
    }
  }
}

const semicolon = 0x3b;
const smallU = 0x75;

/** A text that was escaped more often is not looked into: what is held must be bounded. */
const deepest = 8;
/** `#1114111`, with zeros in front as PHP writes them. */
const longestEntity = 10;

function isEntityPart(unit: Unit): boolean {
  return (
    unit === 0x23 ||
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a)
  );
}
