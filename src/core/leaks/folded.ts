import { type Undone, Unescaper } from './escapes/unescaper.ts';
import {
  backslash,
  blank,
  carriageReturn,
  isQuote,
  plus,
  quoted,
  type Unit,
} from './escapes/unit.ts';
import { Utf8 } from './utf8.ts';

/**
 * What quoting puts in and takes out: `it's` is `it\'s`, `it'"'"'s`, `'it'\''s'`, `it''s` and
 * `$'it\'s'`; and carriage returns, which come and go. All is passed over, in values and in texts.
 */
export function isQuoting(unit: Unit): boolean {
  return (
    isQuote(unit) ||
    unit === backslash ||
    unit === quoted ||
    unit === dollar ||
    unit === carriageReturn
  );
}

/** Forms have `+` for a blank, so the two are one. */
export function withoutPlus(unit: Unit): Unit {
  return unit === plus ? blank : unit;
}

/** What is left of a value. */
export interface Folded {
  /** Bytes, each as a character. */
  readonly bytes: string;
  /** Whether something was passed over at its ends. */
  readonly before: boolean;
  readonly after: boolean;
  /** The longest run in it of what was passed over. */
  readonly longestSkipped: number;
}

/** What is left of every quoted or escaped form of a value in a text that an {@link Unescaper} reads. */
export function folded(value: string, undone: Undone = {}): Folded {
  let bytes = '';
  let before = false;
  let after = false;
  let [skipped, longestSkipped] = [0, 0];
  const utf8 = new Utf8({
    step: byte => {
      bytes += String.fromCharCode(byte);
    },
  });
  const unescaper = new Unescaper((unit, start, end) => {
    after = isQuoting(unit);
    before ||= after && bytes === '';
    skipped = after ? skipped + 1 : 0;
    if (after) {
      longestSkipped = Math.max(longestSkipped, skipped);
      return;
    }
    utf8.take(withoutPlus(unit), start, end);
  }, undone);
  for (let at = 0; at < value.length; at += 1) {
    unescaper.take(value.charCodeAt(at), at, at + 1);
  }
  unescaper.flush();
  utf8.flush();
  return { bytes, before, after, longestSkipped };
}

/** The bytes of a value, each as a character; a carriage return counts nowhere. */
export function bytesOf(value: string): string {
  return Array.from(new TextEncoder().encode(value.replaceAll('\r', '')), byte =>
    String.fromCharCode(byte),
  ).join('');
}

const dollar = 0x24;
