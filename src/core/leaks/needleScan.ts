import type { Lane, Mark, Searched } from './needles.ts';

/** A stretch of a text that gives a value away; offsets from the beginning of the whole text. */
export interface Found {
  readonly start: number;
  readonly end: number;
  /** Of the longest needle that starts first. */
  readonly mark: Mark;
  /** Whether it only goes on with the one before, which was taken already. */
  readonly more: boolean;
}

/**
 * Looks for needles in a text that comes in chunks, however it is cut. Takes time in proportion to
 * the text, and memory in proportion to the longest needle.
 */
export class NeedleScan {
  readonly #lanes: readonly LaneScan[];
  #pending: Hit[] = [];
  #at = 0;
  /** The end of what was found and taken. */
  #taken = 0;

  constructor({ lanes }: Searched) {
    this.#lanes = lanes.map(lane => new LaneScan(lane));
  }

  /** No needle that is not found yet starts before this. */
  get settled(): number {
    return Math.min(this.#at, ...this.#lanes.map(lane => lane.begun ?? this.#at));
  }

  push(chunk: string): void {
    for (const lane of this.#lanes) {
      lane.push(chunk, this.#at, this.#pending);
    }
    this.#at += chunk.length;
  }

  /** What was found before {@link settled}, in order, overlapping ones as one. */
  take(): readonly Found[] {
    const { settled } = this;
    const hits = this.#pending.filter(({ start }) => start < settled);
    this.#pending = this.#pending.filter(({ start }) => start >= settled);
    return this.#merged(hits);
  }

  /** All that is left, once no more text comes. */
  finish(): readonly Found[] {
    const hits = this.#pending;
    this.#pending = [];
    return this.#merged(hits);
  }

  #merged(hits: Hit[]): readonly Found[] {
    const merged: Found[] = [];
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

interface Hit {
  readonly start: number;
  readonly end: number;
  readonly mark: Mark;
}

/** The search for the needles of one lane. */
class LaneScan {
  readonly #lane: Lane;
  /** Where in the text each of the last characters stood that the automaton took, in a ring. */
  readonly #positions: Float64Array;
  readonly #mask: number;
  #node = 0;
  #count = 0;
  #skipped = 0;

  constructor(lane: Lane) {
    this.#lane = lane;
    const size = 2 ** Math.ceil(Math.log2(lane.automaton.longest + 1));
    this.#positions = new Float64Array(size);
    this.#mask = size - 1;
  }

  /** Where a needle may have begun that has not ended; null where none has. */
  get begun(): number | null {
    return this.#node === 0 ? null : this.#position(this.#lane.automaton.depth(this.#node));
  }

  push(chunk: string, offset: number, hits: Hit[]): void {
    const { automaton, marks, skipsFeeds, longestSkip } = this.#lane;
    let node = this.#node;
    for (let at = 0; at < chunk.length; at += 1) {
      const character = chunk.charCodeAt(at);
      if (character === carriageReturn || (skipsFeeds && character === lineFeed)) {
        this.#skipped += 1;
        node = this.#skipped > longestSkip ? 0 : node;
        continue;
      }
      this.#skipped = 0;
      node = automaton.next(node, character);
      if (node !== 0) {
        this.#positions[this.#count & this.#mask] = offset + at;
        this.#count += 1;
        const found = automaton.found(node);
        const mark = found === -1 ? undefined : marks[found];
        if (mark !== undefined) {
          const start = this.#position(automaton.length(found));
          hits.push({ start, end: offset + at + 1, mark });
        }
      }
    }
    this.#node = node;
  }

  /** Where the character stood that came so many before the next. */
  #position(back: number): number {
    return this.#positions[(this.#count - back) & this.#mask] ?? 0;
  }
}

const carriageReturn = 13;
const lineFeed = 10;
