/**
 * What is left of a text when its escapes are undone: a Unicode code unit or point below
 * {@link rawByte}, or a byte of UTF-8 that an escape gave, above it.
 */
export type Unit = number;

/** Added to a byte that an escape gave as such: `%C3`, `\303`, `\xc3`. */
export const rawByte = 0x11_0000;

/** Takes a unit, and where in the text it stands; an escape gives one unit for many characters. */
export type UnitSink = (unit: Unit, start: number, end: number) => void;

/** Which kinds of escape are undone. */
export interface Undone {
  readonly backslashes: boolean;
  readonly entities: boolean;
  readonly percents: boolean;
}

/**
 * Undoes the escapes of a text that comes character by character: those of C, JSON, Python and
 * shells, the entities of HTML and XML, and `%41`.
 *
 * It does not ask which program wrote the text, and undoes what was escaped several times as far as
 * it goes (`\\\"`, `&amp;lt;`, `%2541`). What matters is that escaping changes nothing: whatever a
 * program makes of a value, it becomes the same here as the value itself.
 */
export class Unescaper {
  readonly backslashes: Backslashes;
  readonly entities: Entities;
  readonly percents: Percents;
  /** Whether nothing is held, so that what begins no escape may pass by. */
  idle = true;

  constructor(
    sink: UnitSink,
    undone: Undone = { backslashes: true, entities: true, percents: true },
  ) {
    this.percents = new Percents(sink, undone.percents);
    this.entities = new Entities(this.percents.take, undone.entities);
    this.backslashes = new Backslashes(this.entities.take, undone.backslashes);
  }

  /** Where an escape begins that is not complete; null where none does. */
  get begun(): number | null {
    return this.percents.begun ?? this.entities.begun ?? this.backslashes.begun;
  }

  take(unit: Unit, start: number, end: number): void {
    this.backslashes.take(unit, start, end);
    this.idle = this.begun === null;
  }

  /** What was held back, once no more text comes. */
  flush(): void {
    this.backslashes.flush();
    this.entities.flush();
    this.percents.flush();
    this.idle = true;
  }
}

/** Whether a character begins an escape. */
export function beginsEscape(character: number): boolean {
  return character === backslash || character === ampersand || character === percentSign;
}

interface Held {
  readonly unit: Unit;
  readonly start: number;
  readonly end: number;
}

/** One kind of escape. Units that may belong to one are held, and passed on where they do not. */
abstract class Stage {
  /** The end of the last escape that was undone. */
  last = -1;
  start = 0;
  held: Held[] = [];
  readonly sink: UnitSink;
  readonly #undone: boolean;

  readonly take = (unit: Unit, start: number, end: number): void => {
    if (this.#undone) {
      this.read(unit, start, end);
    } else {
      this.sink(unit, start, end);
    }
  };

  constructor(sink: UnitSink, undone: boolean) {
    this.sink = sink;
    this.#undone = undone;
  }

  abstract get begun(): number | null;
  abstract read(unit: Unit, start: number, end: number): void;
  abstract flush(): void;

  undo(unit: Unit, end: number): void {
    this.last = end;
    this.held = [];
    this.sink(unit, this.start, end);
  }

  hold(unit: Unit, start: number, end: number): void {
    this.held.push({ unit, start, end });
  }

  release(): void {
    const { held } = this;
    this.held = [];
    for (const { unit, start, end } of held) {
      this.sink(unit, start, end);
    }
  }

  /** The number that the held digits are. */
  number(radix: number, from = 0): number {
    return parseInt(String.fromCharCode(...this.held.slice(from).map(({ unit }) => unit)), radix);
  }
}

/** `\n`, `\"`, `\033`, `\x1b`, `\u00e9`, `\U0001f600`, however many backslashes are in front. */
class Backslashes extends Stage {
  /** `escaped`: behind a backslash; a number: so many digits, or with the letter one more. */
  #state: 'plain' | 'escaped' | 'digits' = 'plain';
  #needed = 0;
  #octal = false;

  get begun(): number | null {
    return this.#state === 'plain' ? null : this.start;
  }

  flush(): void {
    this.#state = 'plain';
    this.release();
  }

  read(unit: Unit, start: number, end: number): void {
    if (this.#state === 'digits') {
      if (this.#octal ? isOctal(unit) : isHex(unit)) {
        this.hold(unit, start, end);
        if (this.held.length === this.#needed) {
          this.#digits(end);
        }
        return;
      }
      this.flush();
    }
    if (unit === backslash) {
      this.#state = 'escaped';
      this.start = start;
      this.last = end;
      this.sink(unit, start, end);
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
    if (control !== undefined) {
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

  #digits(end: number): void {
    const code = this.#octal ? this.number(8) : this.number(16, 1);
    const bytes = this.#octal || this.#needed === 3;
    this.#state = 'plain';
    this.undo(bytes ? byteUnit(code & 0xff) : code % rawByte, end);
  }
}

/** Escapes that a sign opens, and that may have been made again and again by escaping it. */
abstract class Signed extends Stage {
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
class Entities extends Signed {
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

/** `%41`, and `25` as often as it stands in between. */
class Percents extends Signed {
  readonly sign = percentSign;

  read(unit: Unit, start: number, end: number): void {
    if (this.open && isHex(unit)) {
      this.hold(unit, start, end);
      if (this.held.length === 3) {
        this.#digits(end);
      }
      return;
    }
    this.flush();
    this.outside(unit, start, end);
  }

  #digits(end: number): void {
    const byte = this.number(16, 1);
    if (byte !== percentSign || !this.again(end)) {
      this.open = false;
      this.undo(byteUnit(byte), end);
    }
  }
}

const backslash = 0x5c;
const ampersand = 0x26;
const percentSign = 0x25;
const semicolon = 0x3b;

/** A text that was escaped more often is not looked into: what is held must be bounded. */
const deepest = 8;
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

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

function entityOf(name: string): Unit | null {
  const [, hex, decimal] = /^#(?:[xX]([0-9a-fA-F]+)|(\d+))$/.exec(name) ?? [];
  const code = hex !== undefined ? parseInt(hex, 16) : Number(decimal ?? NaN);
  if (!Number.isNaN(code)) {
    return code < rawByte ? code : null;
  }
  return Object.hasOwn(named, name) ? (named[name]?.charCodeAt(0) ?? null) : null;
}

function byteUnit(byte: number): Unit {
  return byte < 0x80 ? byte : rawByte + byte;
}

function isOctal(unit: Unit): boolean {
  return unit >= 0x30 && unit <= 0x37;
}

function isHex(unit: Unit): boolean {
  return (
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x46) ||
    (unit >= 0x61 && unit <= 0x66)
  );
}

function isEntityPart(unit: Unit): boolean {
  return (
    unit === 0x23 ||
    (unit >= 0x30 && unit <= 0x39) ||
    (unit >= 0x41 && unit <= 0x5a) ||
    (unit >= 0x61 && unit <= 0x7a)
  );
}
