import type { Beginnings } from './beginnings.ts';
import type { NeedleSource, Searched } from './needles.ts';
import { EscapedReading, PlainReading, QuotedPrintableReading, type Reading } from './reading.ts';
import { type Hit } from './track.ts';

/** A stretch of a text that gives a value away; offsets from the beginning of the whole text. */
export interface NeedleMatch {
  readonly start: number;
  readonly end: number;
  /** Of the longest needle that starts first. */
  readonly mark: NeedleSource;
  /** Whether it only goes on with the one before, which was taken already. */
  readonly more: boolean;
}

/** The last characters, of which a text that is passed over is looked at again. */
const window = 4;

/**
 * Looks for needles in a text that comes in chunks, however it is cut. Takes time in proportion to
 * the text, and memory in proportion to the longest needle.
 */
export class NeedleScan {
  readonly #readings: readonly Reading[];
  readonly #beginnings: Beginnings;
  #pending: Hit[] = [];
  readonly #hits: Hit[] = [];
  #at = 0;
  /** The end of what was found and taken. */
  #taken = 0;

  constructor(searched: Searched) {
    const plain = new PlainReading(searched, this.#hits);
    this.#beginnings = searched.beginnings;
    this.#readings = searched.escaped
      ? [
          plain,
          new EscapedReading(searched, this.#hits),
          new QuotedPrintableReading(searched, this.#hits),
        ]
      : [plain];
  }

  /** No needle that is not found yet starts before this. */
  get settled(): number {
    return Math.min(this.#at, ...this.#readings.map(each => each.begun(this.#at) ?? this.#at));
  }

  push(chunk: string): void {
    let at = 0;
    while (at < chunk.length) {
      at = this.#passOver(chunk, at);
      const start = this.#at + at;
      const unit = chunk.charCodeAt(at);
      for (const reading of this.#readings) {
        reading.take(unit, start, start + 1);
      }
      at += 1;
    }
    this.#at += chunk.length;
    this.#collect();
  }

  /** The next place at which something may go on or begin. */
  #passOver(chunk: string, at: number): number {
    const from = at - window;
    const since = this.#at + from;
    // What the last characters seemed to begin shows in more of them.
    if (from < 0 || !this.#readings.every(reading => reading.begunSince(since))) {
      return at;
    }
    const next = this.#beginnings.next(chunk, from);
    if (next < at) {
      return at;
    }
    for (const reading of this.#readings) {
      reading.restart();
    }
    return next;
  }

  /** What was found before {@link settled}, in order, overlapping ones as one. */
  take(): readonly NeedleMatch[] {
    const { settled } = this;
    const hits = this.#pending.filter(({ start }) => start < settled);
    this.#pending = this.#pending.filter(({ start }) => start >= settled);
    return this.#merged(hits);
  }

  /** All that is left, once no more text comes. */
  finish(): readonly NeedleMatch[] {
    for (const reading of this.#readings) {
      reading.flush();
    }
    this.#collect();
    const hits = this.#pending;
    this.#pending = [];
    return this.#merged(hits);
  }

  #collect(): void {
    for (const hit of this.#hits) {
      this.#pending.push(hit);
    }
    this.#hits.length = 0;
  }

  #merged(hits: Hit[]): readonly NeedleMatch[] {
    const merged: NeedleMatch[] = [];
    for (const { start, end, mark } of hits.sort((a, b) => a.start - b.start || b.end - a.end)) {
      const last = merged.at(-1);
      if (last && start < last.end) {
        merged[merged.length - 1] = { ...last, end: Math.max(last.end, end) };
      } else if (start >= this.#taken) {
        merged.push({ start, end, mark, more: false });
      } else if (end > this.#taken) {
        merged.push({ start: this.#taken, end, mark, more: true });
      }
    }
    this.#taken = Math.max(this.#taken, merged.at(-1)?.end ?? 0);
    return merged;
  }
}
