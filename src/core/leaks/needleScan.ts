import { Base64Decoder, HexDecoder } from './decoders.ts';
import { isQuoting, withoutPlus } from './folded.ts';
import type { LeakForm, NeedleSource, Searched } from './needles.ts';
import { type Hit, Track } from './track.ts';
import { beginsEscape, Unescaper, type Unit } from './unescaper.ts';
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

/** One way of reading a text. */
interface Reading {
  /** Where something may have begun that is not found yet, by what was read before `at`. */
  begun(at: number): number | null;
  push(chunk: string, offset: number): void;
  flush(): void;
}

/**
 * Looks for needles in a text that comes in chunks, however it is cut. Takes time in proportion to
 * the text, and memory in proportion to the longest needle.
 */
export class NeedleScan {
  readonly #readings: readonly Reading[];
  #pending: Hit[] = [];
  readonly #hits: Hit[] = [];
  #at = 0;
  /** The end of what was found and taken. */
  #taken = 0;

  constructor(searched: Searched) {
    const plain = new PlainReading(searched, this.#hits);
    this.#readings = searched.escaped ? [plain, new EscapedReading(searched, this.#hits)] : [plain];
  }

  /** No needle that is not found yet starts before this. */
  get settled(): number {
    return Math.min(this.#at, ...this.#readings.map(each => each.begun(this.#at) ?? this.#at));
  }

  push(chunk: string): void {
    for (const reading of this.#readings) {
      reading.push(chunk, this.#at);
    }
    this.#at += chunk.length;
    this.#collect();
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

  constructor(searched: Searched, hits: Hit[]) {
    this.#beginnings = searched.automaton.beginnings;
    const form: LeakForm = searched.escaped ? 'plain' : 'redacted';
    this.#track = new Track({ ...searched, quoted: false }, hits, () => form);
    this.#utf8 = new Utf8(this.#track);
  }

  begun(at: number): number | null {
    return this.#track.begun(at) ?? this.#utf8.begun;
  }

  push(chunk: string, offset: number): void {
    for (let at = 0; at < chunk.length; at += 1) {
      const unit = chunk.charCodeAt(at);
      // Most of a text begins nothing.
      if (
        unit >= 0x80 ||
        this.#utf8.high !== 0 ||
        !this.#track.idle ||
        this.#beginnings[unit] === 1
      ) {
        this.#utf8.take(unit, offset + at, offset + at + 1);
      }
    }
  }

  flush(): void {
    this.#utf8.flush();
  }
}

/** The text without its escapes: without its quoting, and as base64 and hexadecimal digits. */
class EscapedReading implements Reading {
  readonly #unescaper: Unescaper;
  readonly #track: Track;
  readonly #tracks: readonly Track[];
  readonly #utf8: Utf8;
  readonly #base64: Base64Decoder;
  readonly #hex: HexDecoder;
  readonly #beginnings: Uint8Array;
  /** The end of the last `+`. */
  #plus = -1;

  constructor(searched: Searched, hits: Hit[]) {
    const decoded = (form: LeakForm) => (): Track =>
      new Track({ ...searched, quoted: false }, hits, () => form);
    const base64 = Array.from({ length: 4 }, decoded('base64'));
    const hex = Array.from({ length: 2 }, decoded('hex'));
    this.#track = new Track(searched, hits, start => this.#form(start));
    this.#tracks = [this.#track, ...base64, ...hex];
    this.#utf8 = new Utf8(this.#track);
    this.#base64 = new Base64Decoder(searched.automaton, base64);
    this.#hex = new HexDecoder(searched.automaton, hex);
    this.#beginnings = searched.automaton.beginnings;
    this.#unescaper = new Unescaper((unit, start, end) => {
      this.#take(unit, start, end);
    });
  }

  begun(at: number): number | null {
    const starts = [this.#utf8, this.#base64, this.#hex, this.#unescaper].map(each => each.begun);
    const all = [...starts, ...this.#tracks.map(track => track.begun(at))];
    return all.reduce(earlier, null);
  }

  push(chunk: string, offset: number): void {
    for (let at = 0; at < chunk.length; at += 1) {
      const unit = chunk.charCodeAt(at);
      if (this.#unescaper.idle && !beginsEscape(unit)) {
        this.#take(unit, offset + at, offset + at + 1);
      } else {
        this.#unescaper.take(unit, offset + at, offset + at + 1);
      }
    }
  }

  flush(): void {
    this.#unescaper.flush();
    this.#utf8.flush();
  }

  /** Takes a unit of which the escapes are undone. */
  #take(unit: Unit, start: number, end: number): void {
    this.#base64.take(unit, start, end);
    this.#hex.take(unit, start, end);
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
