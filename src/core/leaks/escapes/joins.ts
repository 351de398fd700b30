import type { Held } from './openEscape.ts';
import {
  backslash,
  backtick,
  carriageReturn,
  isIndentation,
  isQuote,
  lineFeed,
  plus,
  quoted,
  type Unit,
  type UnitSink,
} from './unit.ts';

/**
 * A text that is put together of several lines, as Node prints it (`'one\n' +` and `'two'` in the
 * next line) and Python (without the `+`): what stands between the quotes is left out. Node quotes a
 * line that has quotes of both kinds with backticks, which are characters of their own elsewhere.
 */
export class Joins {
  readonly #sink: UnitSink;
  readonly #undone: boolean;
  #held: Held[] = [];
  #lines = 0;
  /** Whether a `+` came before the line end. */
  #added = false;
  /** Whether a quote came last, or only blanks since. */
  waiting = false;

  readonly take = (unit: Unit, start: number, end: number): void => {
    const quotes = isQuote(unit) || unit === backtick;
    if (!this.#undone || (!this.waiting && !quotes)) {
      this.#sink(unit, start, end);
    } else if (quotes) {
      this.#quote(unit, start, end);
    } else if (
      // A line end that an escape gave is one of the value: `$'\n'`.
      end - start === 1 &&
      isBetweenQuotes(unit) &&
      this.#held.length < mostBetween
    ) {
      this.#lines += unit === lineFeed ? 1 : 0;
      this.#added ||= unit === plus && this.#lines === 0;
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
    const [before] = this.#held;
    const backticks = unit === backtick || before?.unit === backtick;
    const joined = this.#lines > 0 && (!backticks || this.#added);
    if (!joined) {
      this.flush();
    }
    this.#drop();
    this.waiting = !(joined && unit === backtick);
    if (unit !== backtick) {
      this.#sink(unit, start, end);
    } else if (!joined) {
      this.#held.push({ unit, start, end });
    }
  }

  #drop(): void {
    this.#held = [];
    this.#lines = 0;
    this.#added = false;
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
    unit === backslash ||
    unit === quoted
  );
}
