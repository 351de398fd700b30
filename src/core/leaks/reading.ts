import { base32, base64, hexadecimal } from './alphabet.ts';
import { type Decoder, HexDecoder, LineDecoder } from './decoders.ts';
import { QuotedPrintable } from './escapes/quotedPrintable.ts';
import { beginsEscape, Unescaper } from './escapes/unescaper.ts';
import { quoted, type Unit } from './escapes/unit.ts';
import { isQuoting, withoutPlus } from './folded.ts';
import type { LeakForm, Searched } from './needles.ts';
import { type Hit, Track } from './track.ts';
import { Utf8 } from './utf8.ts';

/** One way of reading a text. */
export interface Reading {
  /** Where something may have begun that is not found yet, by what was read before `at`. */
  begun(at: number): number | null;
  /**
   * Whether nothing has begun before an offset that goes on, so that a text from there on may be
   * passed over in which nothing begins.
   */
  begunSince(from: number): boolean;
  take(unit: Unit, start: number, end: number): void;
  /** A text was passed over, with what seemed to begin. */
  restart(): void;
  flush(): void;
}

/** The text as it is. */
export class PlainReading implements Reading {
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

  begunSince(from: number): boolean {
    return this.#utf8.high === 0 && this.#track.begunSince(from);
  }

  take(unit: Unit, start: number, end: number): void {
    // Most of a text begins nothing.
    if (
      unit >= 0x80 ||
      !this.#track.idle ||
      this.#utf8.high !== 0 ||
      this.#beginnings[unit] === 1
    ) {
      this.#utf8.take(unit, start, end);
    }
  }

  restart(): void {
    this.#track.reset();
  }

  flush(): void {
    this.#utf8.flush();
  }
}

/** The text without its quoted-printable. */
export class QuotedPrintableReading implements Reading {
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

  begunSince(from: number): boolean {
    return this.#quoted.begun === null && this.#plain.begunSince(from);
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
export class EscapedReading implements Reading {
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

  begunSince(from: number): boolean {
    return (
      this.#unescaper.idle &&
      this.#utf8.high === 0 &&
      this.#track.begunSince(from) &&
      this.#decoders.every(decoder => decoder.begunSince(from))
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
    this.#track.reset();
    for (const decoder of this.#decoders) {
      decoder.reset();
    }
  }

  flush(): void {
    this.#unescaper.flush();
    this.#utf8.flush();
  }

  /** Takes a unit of which the escapes are undone. */
  #take(unit: Unit, start: number, end: number): void {
    if (unit !== quoted) {
      for (const decoder of this.#decoders) {
        decoder.take(unit, start, end);
      }
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
    const { lastPercent, lastEntity } = this.#unescaper;
    if (Math.max(lastPercent, this.#plus) > start) {
      return 'url';
    }
    return lastEntity > start ? 'html' : 'escaped';
  }
}

function earlier(one: number | null, other: number | null): number | null {
  return one === null ? other : other === null ? one : Math.min(one, other);
}
