import type { Automaton } from './automaton.ts';
import { carriageReturn } from './escapes/unit.ts';
import type { LeakForm, Needle, NeedleSource, Searched } from './needles.ts';

/** A stretch of a text that gives a value away; offsets from the beginning of the whole text. */
export interface Hit {
  readonly start: number;
  end: number;
  readonly mark: NeedleSource;
}

/** The search along one reading of a text, which gives bytes and where each of them stands. */
export class Track {
  readonly hits: Hit[];
  /** Tells the form of what was found in the text since an offset. */
  readonly #form: (start: number) => LeakForm;
  readonly #automaton: Automaton;
  readonly #needles: readonly Needle[];
  /** Where each of the last bytes stood that the automaton took, in a ring, modulo 2³². */
  readonly #starts: Uint32Array;
  /** The same with the quoting in front; null where no needle begins with any. */
  readonly #quoted: Uint32Array | null;
  readonly #mask: number;
  readonly #mostSkipped: number;
  /** Whether nothing has begun and nothing was passed over, as in most of a text. */
  idle = true;
  #node = 0;
  #count = 0;
  #skipped = 0;
  /** Where the quoting began that was passed over last, if it was. */
  #quoting: number | null = null;
  /** What was found and ends with quoting, which goes on. */
  #open: Hit | null = null;

  constructor(
    { automaton, needles, mostSkipped, quoted }: Searched,
    hits: Hit[],
    form: (start: number) => LeakForm,
  ) {
    this.hits = hits;
    this.#form = form;
    this.#automaton = automaton;
    this.#needles = needles;
    this.#mostSkipped = mostSkipped;
    const size = 2 ** Math.ceil(Math.log2(automaton.longest + 1));
    this.#starts = new Uint32Array(size);
    this.#quoted = quoted ? new Uint32Array(size) : null;
    this.#mask = size - 1;
  }

  /** Where something may have begun, by what was read before `at`; null where nothing has. */
  begun(at: number): number | null {
    if (this.#node !== 0) {
      const first = this.#position(this.#quoted ?? this.#starts, this.#depth, at);
      return this.#open === null ? first : Math.min(first, this.#open.start);
    }
    const quoting = this.#quoted ? this.#quoting : null;
    return this.#open?.start ?? quoting;
  }

  /** Whether nothing has begun but with the last byte, and that not before an offset. */
  begunSince(from: number): boolean {
    return (
      this.idle ||
      (this.#skipped === 0 &&
        this.#quoting === null &&
        this.#open === null &&
        this.#depth <= 1 &&
        (((this.#starts[(this.#count - 1) & this.#mask] ?? 0) - from) | 0) >= 0)
    );
  }

  get #depth(): number {
    return this.#automaton.depth(this.#node);
  }

  /** Takes the next byte. */
  step(byte: number, start: number, end: number): void {
    if (byte === carriageReturn) {
      this.skip();
      return;
    }
    const node = this.#automaton.next(this.#node, byte);
    this.#node = node;
    this.#skipped = 0;
    this.#open = null;
    if (node !== 0) {
      this.#remember(node, start, end);
    }
    this.#quoting = null;
    this.idle = node === 0;
  }

  /** Passes over what counts as nothing, in bounds: what is held back must be bounded. */
  skip(): void {
    this.#skipped += 1;
    this.idle = false;
    if (this.#skipped > this.#mostSkipped) {
      this.reset();
    }
  }

  /** The same of quoting, which a value may begin or end with. */
  skipQuoting(start: number, end: number): void {
    this.#quoting ??= start;
    if (this.#open) {
      this.#open.end = end;
    }
    this.skip();
  }

  /** Nothing that began goes on. */
  reset(): void {
    this.#node = 0;
    this.#skipped = 0;
    this.#quoting = null;
    this.#open = null;
    this.idle = true;
  }

  #remember(node: number, start: number, end: number): void {
    this.#starts[this.#count & this.#mask] = start;
    if (this.#quoted) {
      this.#quoted[this.#count & this.#mask] = this.#quoting ?? start;
    }
    this.#count += 1;
    const found = this.#automaton.found(node);
    const needle = found === -1 ? undefined : this.#needles[found];
    if (needle === undefined) {
      return;
    }
    const starts = needle.quotedBefore && this.#quoted ? this.#quoted : this.#starts;
    const from = this.#position(starts, this.#automaton.length(found), end);
    const hit = { start: from, end, mark: { name: needle.name, form: this.#form(from) } };
    this.hits.push(hit);
    this.#open = needle.quotedAfter ? hit : null;
  }

  /** Where the byte stood that came so many before the next, which stands at `at` or before. */
  #position(starts: Uint32Array, back: number, at: number): number {
    return at - ((at - (starts[(this.#count - back) & this.#mask] ?? 0)) >>> 0);
  }
}
