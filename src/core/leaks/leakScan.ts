import type { LeakRange } from './leak.ts';
import type { NeedleSource, Searched } from './needles.ts';
import { type NeedleMatch, NeedleScan } from './needleScan.ts';

/** A value in a text: whose, in which form, and where. */
export interface FoundLeak {
  readonly mark: NeedleSource;
  readonly range: LeakRange;
}

/** Finds values in a text that comes in chunks, and tells their lines and columns. */
export class LeakScan {
  readonly #scan: NeedleScan;
  /** Offsets at which the last lines start; the first of them is line {@link #first}. */
  #starts: number[] = [0];
  #first = 1;
  #at = 0;

  constructor(needles: Searched) {
    this.#scan = new NeedleScan(needles);
  }

  push(chunk: string): readonly FoundLeak[] {
    for (let at = chunk.indexOf('\n'); at !== -1; at = chunk.indexOf('\n', at + 1)) {
      this.#starts.push(this.#at + at + 1);
    }
    this.#at += chunk.length;
    this.#scan.push(chunk);
    const sightings = this.#sighted(this.#scan.take());
    this.#forget(this.#scan.settled);
    return sightings;
  }

  finish(): readonly FoundLeak[] {
    return this.#sighted(this.#scan.finish());
  }

  #sighted(found: readonly NeedleMatch[]): readonly FoundLeak[] {
    return found
      .filter(({ more }) => !more)
      .map(({ start, end, mark }) => {
        const from = this.#position(start);
        const to = this.#position(end);
        return { mark, range: { ...from, endLine: to.line, endColumn: to.column } };
      });
  }

  #position(offset: number): { readonly line: number; readonly column: number } {
    const index = this.#lineOf(offset);
    return { line: this.#first + index, column: offset - (this.#starts[index] ?? 0) + 1 };
  }

  /** Lines that nothing can start in any more. */
  #forget(settled: number): void {
    const index = this.#lineOf(settled);
    this.#starts = this.#starts.slice(index);
    this.#first += index;
  }

  /** Index of the last line that starts at or before an offset. */
  #lineOf(offset: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
