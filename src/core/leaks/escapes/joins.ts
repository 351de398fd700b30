import type { Held } from './openEscape.ts';
import {
  backslash,
  carriageReturn,
  isIndentation,
  isQuote,
  lineFeed,
  plus,
  type Unit,
  type UnitSink,
} from './unit.ts';

/**
 * A text that is put together of several lines, as Node prints it (`'one\n' +` and `'two'` in the
 * next line) and Python (without the `+`): what stands between the quotes is left out.
 */
export class Joins {
  readonly #sink: UnitSink;
  readonly #undone: boolean;
  #held: Held[] = [];
  #lines = 0;
  /** Whether a quote came last, or only blanks since. */
  waiting = false;

  readonly take = (unit: Unit, start: number, end: number): void => {
    if (!this.#undone || (!this.waiting && !isQuote(unit))) {
      this.#sink(unit, start, end);
    } else if (isQuote(unit)) {
      this.#quote(unit, start, end);
    } else if (
      // A line end that an escape gave is one of the value: `$'\n'`.
      end - start === 1 &&
      isBetweenQuotes(unit) &&
      this.#held.length < mostBetween
    ) {
      this.#lines += unit === lineFeed ? 1 : 0;
      this.#held.push({ unit, start, end });
    } else {
      this.flush();
      this.#sink(unit, start, end);
    }
  };

  constructor(sink: UnitSink, undone: boolean) {
    this.#sink = sink;
    this.#undone = undone;
  }

  get begun(): number | null {
    return this.#held[0]?.start ?? null;
  }

  flush(): void {
    const held = this.#held;
    this.#drop();
    this.waiting = false;
    for (const { unit, start, end } of held) {
      this.#sink(unit, start, end);
    }
  }

  #quote(unit: Unit, start: number, end: number): void {
    if (this.#lines === 0) {
      this.flush();
    } else {
      this.#drop();
    }
    this.waiting = true;
    this.#sink(unit, start, end);
  }

  #drop(): void {
    this.#held = [];
    this.#lines = 0;
  }
}

/** Between two quotes. */
const mostBetween = 64;

/** Blanks, line ends, `+`, and backslashes in front of any. */
function isBetweenQuotes(unit: Unit): boolean {
  return (
    isIndentation(unit) ||
    unit === lineFeed ||
    unit === carriageReturn ||
    unit === plus ||
    unit === backslash
  );
}
