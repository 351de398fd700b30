import { entityOf } from './entityOf.ts';
import { ampersand, backslash, byteUnit, isHex, percentSign, rawByte, type Unit } from './unit.ts';

/** A unit of a text, and where in it it stands. */
export interface Held {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

/** What a unit makes of an open escape: what it stands for, or that it goes on, or that it is none. */
export type Verdict = Unit | 'open' | 'none';

/**
 * An escape whose sign was read: `\n`, `\033`, `\x1b`, `\u00e9`, `\U0001f600`, `\u{1f600}`; `&lt;`,
 * `&#39;`, `&#x27;`; `%41`, and `%u20AC` of JavaScript's `escape`.
 */
export class OpenEscape {
  readonly sign: Unit;
  readonly start: number;
  /** How many escapes were undone, one inside another, for the most deeply escaped part. */
  level: number;
  /** The sign and what came behind it. */
  readonly held: Held[];
  /** Backslashes in it that only quote what came behind them, and so are no part of what it gives. */
  readonly quoting: Held[] = [];

  constructor(sign: Held, level: number) {
    this.sign = sign.unit;
    this.start = sign.start;
    this.level = level;
    this.held = [sign];
  }

  /** Whether it is a backslash with nothing behind it yet. */
  get isBackslash(): boolean {
    return this.sign === backslash && this.held.length === 1;
  }

  /** All that it held, as it came. */
  get all(): readonly Held[] {
    return this.quoting.length === 0
      ? this.held
      : [...this.held, ...this.quoting].sort((a, b) => a.start - b.start);
  }

  /** Takes the next unit, which is kept where the escape goes on. */
  take(next: Held, level: number): Verdict {
    const verdict = this.#judge(next.unit);
    if (verdict !== 'none') {
      this.held.push(next);
      this.level = Math.max(this.level, level);
    }
    return verdict;
  }

  #judge(unit: Unit): Verdict {
    switch (this.sign) {
      case ampersand:
        return this.#entity(unit);
      case percentSign:
        return this.#percent(unit);
      default:
        return this.#backslash(unit);
    }
  }

  #entity(unit: Unit): Verdict {
    if (unit === semicolon) {
      return entityOf(this.#text(1)) ?? 'none';
    }
    return this.held.length <= longestEntity && isEntityPart(unit) ? 'open' : 'none';
  }

  #percent(unit: Unit): Verdict {
    const { length } = this.held;
    if (length === 1 && unit === smallU) {
      return 'open';
    }
    if (!isHex(unit)) {
      return 'none';
    }
    const wide = this.held[1]?.unit === smallU;
    if (length < (wide ? 5 : 2)) {
      return 'open';
    }
    const code = this.#number(wide ? 2 : 1, 16, unit);
    return wide ? code : byteUnit(code);
  }

  #backslash(unit: Unit): Verdict {
    const kind = this.held[1]?.unit;
    if (kind === undefined) {
      return controls.get(unit) ?? (isOctal(unit) || hexDigits.has(unit) ? 'open' : 'none');
    }
    const digits = hexDigits.get(kind);
    if (digits === undefined) {
      return this.#octal(unit);
    }
    const { length } = this.held;
    if (this.held[2]?.unit === openBrace) {
      return this.#braces(unit);
    }
    if (length === 2 && unit === openBrace) {
      return 'open';
    }
    if (!isHex(unit)) {
      return 'none';
    }
    if (length < digits + 1) {
      return 'open';
    }
    const code = this.#number(2, 16, unit);
    return digits === 2 ? byteUnit(code) : code % rawByte;
  }

  #octal(unit: Unit): Verdict {
    if (!isOctal(unit)) {
      return 'none';
    }
    return this.held.length < 3 ? 'open' : byteUnit(this.#number(1, 8, unit) & 0xff);
  }

  #braces(unit: Unit): Verdict {
    const { length } = this.held;
    if (unit === closeBrace && length > 3) {
      return parseInt(this.#text(3), 16) % rawByte;
    }
    return isHex(unit) && length < 3 + mostBraced ? 'open' : 'none';
  }

  /** What is held from a place on. */
  #text(from: number): string {
    return String.fromCharCode(...this.held.slice(from).map(({ unit }) => unit));
  }

  /** The number that the held digits are with one more. */
  #number(from: number, radix: number, last: Unit): number {
    return parseInt(this.#text(from) + String.fromCharCode(last), radix);
  }
}

const semicolon = 0x3b;
const smallU = 0x75;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Digits in braces. */
const mostBraced = 8;
/** `#1114111`, with zeros in front as PHP writes them. */
const longestEntity = 10;

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

function isEntityPart(unit: Unit): boolean {
  return (
    unit === 0x23 ||
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a)
  );
}
