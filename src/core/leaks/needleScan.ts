import { base32, base64, hexadecimal } from './alphabet.ts';
import type { Beginnings } from './beginnings.ts';
import { type Decoder, HexDecoder, LineDecoder } from './decoders.ts';
import { QuotedPrintable } from './escapes/quotedPrintable.ts';
import { beginsEscape, Unescaper } from './escapes/unescaper.ts';
import type { Unit } from './escapes/unit.ts';
import { isQuoting, withoutPlus } from './folded.ts';
import type { LeakForm, NeedleSource, Searched } from './needles.ts';
import { type Hit, Track } from './track.ts';
import { Utf8 } from './utf8.ts';

/** A stretch of a text that gives a value away; offsets from the beginning of the whole text. */
export interface NeedleMatch {
  readonly start: number;
  readonly end: number;
  /** Of the longest needle that starts first. */
  readonly mark: NeedleSource;
  /** Whether it only goes on with the one before, which was taken already. */
  readonly more: boolean;
}

/** A byte of digits is read from three characters at most, so it begins with the third last one. */
const window = 2;

/** One way of reading a text. */
interface Reading {
  /** Where something may have begun that is not found yet, by what was read before `at`. */
  begun(at: number): number | null;
  /** Whether nothing has begun, so that a text may be passed over in which nothing begins. */
  readonly idle: boolean;
  take(unit: Unit, start: number, end: number): void;
  /** A text was passed over. */
  restart(): void;
  flush(): void;
}

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
    // What the last two characters begin the readings know already.
    if (at < window || !this.#readings.every(reading => reading.idle)) {
      return at;
    }
    const from = at - window;
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

/** The text as it is. */
class PlainReading implements Reading {
  readonly #track: Track;
  readonly #utf8: Utf8;
  readonly #beginnings: Uint8Array;

  constructor(
    searched: Searched,
    hits: Hit[],
    form: LeakForm = searched.escaped ? 'plain' : 'redacted',
  ) {
    this.#beginnings = searched.automaton.beginnings;
    this.#track = new Track({ ...searched, quoted: false }, hits, () => form);
    this.#utf8 = new Utf8(this.#track);
  }

  begun(at: number): number | null {
    return this.#track.begun(at) ?? this.#utf8.begun;
  }

  get idle(): boolean {
    return this.#track.idle && this.#utf8.high === 0;
  }

  take(unit: Unit, start: number, end: number): void {
    // Most of a text begins nothing.
    if (unit >= 0x80 || !this.idle || this.#beginnings[unit] === 1) {
      this.#utf8.take(unit, start, end);
    }
  }

  restart(): void {
    // Nothing is kept of what came before.
  }

  flush(): void {
    this.#utf8.flush();
  }
}

/** The text without its quoted-printable. */
class QuotedPrintableReading implements Reading {
  readonly #plain: PlainReading;
  readonly #quoted: QuotedPrintable;

  constructor(searched: Searched, hits: Hit[]) {
    this.#plain = new PlainReading(searched, hits, 'escaped');
    this.#quoted = new QuotedPrintable((unit, start, end) => {
      this.#plain.take(unit, start, end);
    });
  }

  begun(at: number): number | null {
    return earlier(this.#plain.begun(at), this.#quoted.begun);
  }

  get idle(): boolean {
    return this.#plain.idle && this.#quoted.begun === null;
  }

  take(unit: Unit, start: number, end: number): void {
    this.#quoted.take(unit, start, end);
  }

  restart(): void {
    this.#plain.restart();
  }

  flush(): void {
    this.#quoted.flush();
    this.#plain.flush();
  }
}

/** The text without its escapes: without its quoting, and as base64, base32 and hexadecimal digits. */
class EscapedReading implements Reading {
  readonly #unescaper: Unescaper;
  readonly #track: Track;
  readonly #tracks: readonly Track[];
  readonly #utf8: Utf8;
  readonly #decoders: readonly Decoder[];
  readonly #beginnings: Uint8Array;
  /** The end of the last `+`. */
  #plus = -1;

  constructor(searched: Searched, hits: Hit[]) {
    const tracks = (count: number, form: LeakForm): readonly Track[] =>
      Array.from(
        { length: count },
        () => new Track({ ...searched, quoted: false }, hits, () => form),
      );
    const { beginnings } = searched;
    this.#track = new Track(searched, hits, start => this.#form(start));
    this.#decoders = [
      new LineDecoder(base64, tracks(base64.group, 'base64'), beginnings.base64),
      new LineDecoder(base32, tracks(base32.group, 'base32'), beginnings.base32),
      new HexDecoder(tracks(hexadecimal.group, 'hex'), beginnings.hex),
    ];
    this.#tracks = [this.#track, ...this.#decoders.flatMap(decoder => decoder.tracks)];
    this.#utf8 = new Utf8(this.#track);
    this.#beginnings = searched.automaton.beginnings;
    this.#unescaper = new Unescaper((unit, start, end) => {
      this.#take(unit, start, end);
    });
  }

  begun(at: number): number | null {
    const starts = [this.#utf8, this.#unescaper, ...this.#decoders].map(each => each.begun);
    const all = [...starts, ...this.#tracks.map(track => track.begun(at))];
    return all.reduce(earlier, null);
  }

  get idle(): boolean {
    return (
      this.#track.idle &&
      this.#unescaper.idle &&
      this.#utf8.high === 0 &&
      this.#decoders.every(decoder => decoder.idle)
    );
  }

  take(unit: Unit, start: number, end: number): void {
    if (this.#unescaper.idle && !beginsEscape(unit)) {
      this.#take(unit, start, end);
    } else {
      this.#unescaper.take(unit, start, end);
    }
  }

  restart(): void {
    for (const decoder of this.#decoders) {
      decoder.restart();
    }
  }

  flush(): void {
    this.#unescaper.flush();
    this.#utf8.flush();
  }

  /** Takes a unit of which the escapes are undone. */
  #take(unit: Unit, start: number, end: number): void {
    for (const decoder of this.#decoders) {
      decoder.take(unit, start, end);
    }
    if (isQuoting(unit)) {
      this.#track.skipQuoting(start, end);
      return;
    }
    const folded = withoutPlus(unit);
    this.#plus = folded === unit ? this.#plus : end;
    if (
      unit >= 0x80 ||
      this.#utf8.high !== 0 ||
      !this.#track.idle ||
      this.#beginnings[folded] === 1
    ) {
      this.#utf8.take(folded, start, end);
    }
  }

  #form(start: number): LeakForm {
    const { percents, entities } = this.#unescaper;
    if (Math.max(percents.last, this.#plus) > start) {
      return 'url';
    }
    return entities.last > start ? 'html' : 'escaped';
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}
