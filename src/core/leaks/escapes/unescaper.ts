import { Joins } from './joins.ts';
import { type Held, OpenEscape } from './openEscape.ts';
import {
  ampersand,
  backslash,
  backtick,
  isEscapeSign,
  isQuote,
  percentSign,
  quoted,
  type Unit,
  type UnitSink,
} from './unit.ts';

/** How a value is read, for what programs may have made of it. */
export interface Undone {
  /** Whether texts of several lines are put together. */
  readonly joined?: boolean;
  /** See {@link Unescaper}'s constructor. */
  readonly mixed?: boolean;
}

/**
 * Undoes the escapes of a text that comes character by character: those of C, JSON, Python, Perl
 * and shells, the entities of HTML and XML, `%41` and `%u20AC`, and texts that are put together of
 * several lines.
 *
 * It does not ask which program wrote the text, and undoes what was escaped several times, in
 * whatever order, until nothing is left to undo (`\\\"`, `&amp;lt;`, `%2541`, `%26#x5c;n`). What
 * matters is that escaping changes nothing: whatever programs make of a value, it becomes the same
 * here as the value itself, whose own escapes are undone as well.
 *
 * So what an escape gives is read again, and may be a part of the escape that it stands in:
 * {@link #open} has those, each inside the one before. A backslash alone is either a part of an
 * escape or quotes what follows. In front of another sign it quotes it (`\&#110;` is `&#110;`), unless
 * it comes of an escape and the sign does not: then that sign begins the rest of what was escaped
 * with it (`%5C%6E` is `\n`).
 */
export class Unescaper {
  readonly #open: OpenEscape[] = [];
  readonly #joins: Joins;
  /** The ends of the last escapes of each sign that were undone. */
  readonly #ends = new Map<Unit, number>();
  /** Whether nothing is held, so that what begins no escape may pass by. */
  idle = true;

  readonly #mixed: boolean;

  /** With `mixed` a backslash of an escape goes on with an entity that comes of none; else it quotes it. */
  constructor(sink: UnitSink, { joined = true, mixed = true }: Undone = {}) {
    this.#joins = new Joins(sink, joined);
    this.#mixed = mixed;
  }

  /** Where an escape begins that is not complete; null where none does. */
  get begun(): number | null {
    return this.#joins.begun ?? this.#open[0]?.start ?? null;
  }

  /** The end of the last `%41`. */
  get lastPercent(): number {
    return this.#ends.get(percentSign) ?? -1;
  }

  /** The end of the last `&lt;`. */
  get lastEntity(): number {
    return this.#ends.get(ampersand) ?? -1;
  }

  take(unit: Unit, start: number, end: number): void {
    this.#read({ unit, start, end }, 0);
    while (end - (this.#open[0]?.start ?? end) > longest) {
      this.#giveUp();
    }
    this.idle = this.#open.length === 0 && !this.#joins.waiting;
  }

  /** What was held back, once no more text comes. */
  flush(): void {
    while (this.#open.length > 0) {
      this.#fail();
    }
    this.#joins.flush();
    this.idle = true;
  }

  /** Takes what may begin an escape, of so many escapes inside one another. */
  #read(next: Held, level: number): void {
    if (!isEscapeSign(next.unit)) {
      this.#goOn(next, level);
      return;
    }
    let top = this.#open.at(-1);
    while (top && this.#isQuoting(top, next, level)) {
      this.#open.pop();
      top.all.forEach(this.#quote);
      top = this.#open.at(-1);
    }
    if (this.#open.length === deepest) {
      this.#giveUp();
    }
    this.#open.push(new OpenEscape(next, level));
  }

  /** Whether an open backslash quotes a sign behind it. */
  #isQuoting(open: OpenEscape, { unit }: Held, level: number): boolean {
    return open.isBackslash && (level >= open.level || (unit === ampersand && !this.#mixed));
  }

  /** Takes what begins no escape. */
  #goOn(next: Held, level: number): void {
    const top = this.#open.at(-1);
    if (!top) {
      this.#joins.take(next.unit, next.start, next.end);
      return;
    }
    const verdict = top.take(next, level);
    if (verdict === 'none') {
      this.#fail();
      this.#goOn(next, level);
    } else if (verdict !== 'open') {
      this.#open.pop();
      this.#ends.set(top.sign, next.end);
      this.#read({ unit: verdict, start: top.start, end: next.end }, top.level + 1);
    }
  }

  /** What is open last is no escape. A backslash quotes, then, and belongs to no other escape. */
  #fail(): void {
    const top = this.#open.pop();
    if (top && this.#open.length === 0) {
      this.#release(top);
    } else if (top) {
      for (const held of top.all) {
        if (held.unit === quoted || (held === top.held[0] && top.sign === backslash)) {
          this.#quote(held);
        } else {
          this.#goOn(held, top.level);
        }
      }
    }
  }

  /** Passes on a backslash that quotes: it says nothing, and a value may begin or end with it. */
  readonly #quote = ({ start, end }: Held): void => {
    const top = this.#open.at(-1);
    if (top) {
      top.quoting.push({ unit: quoted, start, end });
    } else {
      this.#joins.take(quoted, start, end);
    }
  };

  /** What was opened first is no escape. */
  #giveUp(): void {
    const first = this.#open.shift();
    if (first) {
      this.#release(first);
    }
  }

  #release({ all }: OpenEscape): void {
    for (const { unit, start, end } of all) {
      this.#joins.take(unit, start, end);
    }
  }
}

/** Escapes inside one another, and characters of one: what is held must be bounded. */
const deepest = 16;
const longest = 4096;

/** Whether a character begins an escape. */
export function beginsEscape(character: number): boolean {
  return isEscapeSign(character) || isQuote(character) || character === backtick;
}
