import { isTooCommon } from '../arrival/isTooCommon.ts';
import { isTooShort } from '../arrival/isTooShort.ts';
import { Automaton } from './automaton.ts';
import { Beginnings } from './beginnings.ts';
import { bytesOf, type Folded, folded } from './folded.ts';

/**
 * How the value of a secret stands in a text: as it is, quoted or escaped, as in HTML or a URL, in
 * base64, base32 or hexadecimal; `redacted` is a placeholder that took its place.
 */
export type LeakForm =
  'plain' | 'escaped' | 'html' | 'url' | 'base64' | 'base32' | 'hex' | 'redacted';

/** A value to look for, and the name to tell of it by. */
export interface RedactedSecret {
  readonly name: string;
  readonly value: string;
}

/** Whose value a text gives away, and in what form. */
export interface NeedleSource {
  readonly name: string;
  readonly form: LeakForm;
}

/** One of the texts that are searched. */
export interface Needle {
  readonly name: string;
  /** Whether quoting stands at its ends that is passed over where it is searched. */
  readonly quotedBefore: boolean;
  readonly quotedAfter: boolean;
}

/** What a scan searches for; made once and shared by every scan. */
export interface Searched {
  readonly automaton: Automaton;
  readonly beginnings: Beginnings;
  /** By the automaton's index of a text. */
  readonly needles: readonly Needle[];
  /** Whether what is searched may be quoted, escaped or encoded. */
  readonly escaped: boolean;
  /** As many characters in a row that count as nothing are passed over within a needle. */
  readonly mostSkipped: number;
  /** Whether some needle has quoting at its beginning. */
  readonly quoted: boolean;
}

/** A line of a value of several lines counts from this length on: `}` and `END` do not. */
const shortestLine = 8;
/** What quoting leaves of a value must be told from innocent text, too. */
const shortestFolded = 4;
/** Longer values are not known as bytes of UTF-16. */
const longestUtf16 = 4096;
/**
 * A quote in shell quoting in shell quoting in shell quoting becomes some sixty characters, one in
 * JSON that stands in JSON eight times over 512.
 */
const escapesInARow = 512;

/**
 * All forms of all values: each value as it is, with its ends trimmed, and each longer line of it,
 * as bytes; and the same as quoting and escapes leave it, which are undone while a text is read.
 */
export class Needles implements Searched {
  readonly automaton: Automaton;
  readonly beginnings: Beginnings;
  readonly needles: readonly Needle[];
  readonly escaped = true;
  readonly mostSkipped: number;
  readonly quoted: boolean;
  /** The names of all that are looked for. */
  readonly names: readonly string[];
  /** Names whose values are too short to be told from innocent text, so they are not looked for. */
  readonly tooShort: readonly string[];
  /** Names whose values are words that any run prints, so they are not looked for either. */
  readonly tooCommon: readonly string[];
  /** Names whose values are not known, say because their supervisor died. */
  readonly unknown: readonly string[];

  /** `common` are the names of those whose values are too common for a reason of this run. */
  constructor(
    secrets: Iterable<RedactedSecret>,
    unknown: readonly string[] = [],
    common: readonly string[] = [],
  ) {
    this.unknown = unknown;
    const texts = new Map<string, Needle>();
    const names: string[] = [];
    const tooShort: string[] = [];
    const tooCommon: string[] = [];
    let longestRun = 1;
    for (const { name, value } of secrets) {
      if (isTooShort(value)) {
        tooShort.push(name);
      } else if (common.includes(name) || isTooCommon(value)) {
        tooCommon.push(name);
      } else {
        names.push(name);
        longestRun = Math.max(longestRun, addTexts(texts, name, value));
      }
    }
    this.names = names;
    this.tooShort = tooShort;
    this.tooCommon = tooCommon;
    this.automaton = new Automaton([...texts.keys()]);
    this.needles = [...texts.values()];
    this.mostSkipped = escapesInARow * longestRun;
    this.quoted = this.needles.some(({ quotedBefore }) => quotedBefore);
    this.beginnings = new Beginnings(this.automaton, this.escaped, this.quoted);
  }
}

/** What a redactor puts in the place of values: it tells where they were. */
export function placeholderNeedles(names: Iterable<string>): Searched {
  const unquoted = { quotedBefore: false, quotedAfter: false };
  const needles = Array.from(names, name => ({ name, ...unquoted }));
  const automaton = new Automaton(needles.map(({ name }) => bytesOf(redactionPlaceholder(name))));
  const beginnings = new Beginnings(automaton, false, false);
  return { automaton, beginnings, needles, escaped: false, mostSkipped: 0, quoted: false };
}

/** What stands in the place of a value. */
export function redactionPlaceholder(name: string): string {
  return `[secret ${name}]`;
}

/** Gives the longest run in a form of the value of what is passed over. */
function addTexts(texts: Map<string, Needle>, name: string, value: string): number {
  let longest = 0;
  const add = (text: string, needle: Needle): void => {
    texts.set(text, texts.get(text) ?? needle);
  };
  const whole = new Set([value, value.trim()]);
  const lines = value
    .split('\n')
    .map(line => line.trim())
    .filter(line => line.length >= shortestLine && !whole.has(line));
  for (const text of [...whole, ...lines]) {
    add(bytesOf(text), { name, quotedBefore: false, quotedAfter: false });
    for (const { bytes, before, after, longestSkipped } of foldings(text)) {
      longest = Math.max(longest, longestSkipped);
      if (bytes.length >= shortestFolded) {
        add(bytes, { name, quotedBefore: before, quotedAfter: after });
      }
    }
  }
  for (const text of value.length <= longestUtf16 ? whole : []) {
    for (const bytes of utf16Bytes(text)) {
      add(bytes, { name, quotedBefore: false, quotedAfter: false });
    }
  }
  return longest;
}

/** A value as bytes of UTF-16 in either order, without a zero at the ends, so that most are the same. */
function utf16Bytes(text: string): readonly string[] {
  const units = Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
  const orders = [
    units.map(unit => String.fromCharCode(unit & 0xff, unit >> 8)),
    units.map(unit => String.fromCharCode(unit >> 8, unit & 0xff)),
  ];
  return orders.map(bytes => bytes.join('').replace(/^\0|\0$/g, ''));
}

/** What is left of a value whose quoting and escapes are undone. */
function* foldings(text: string): Generator<Folded> {
  for (const written of latins(text)) {
    // Of a value with escapes of two kinds a program may escape one: HTML has `%5C&amp;#110;`.
    for (const mixed of escapesTwice.test(written) ? [true, false] : [true]) {
      yield folded(written, { mixed });
      if (written.includes('\n')) {
        // A program that escapes line ends leaves no lines to be put together, and one that does not
        // writes quotes around them, with which those at the ends of the value are put together.
        yield folded(written, { mixed, joined: false });
        yield folded(`"${written}"`, { mixed });
      }
    }
  }
}

/** A backslash of an escape in front of an entity. */
const escapesTwice = /[\\&%][^]*&/;

/** A value as it is, and with the characters that some programs escape as a single byte. */
function latins(text: string): readonly string[] {
  return [...new Set([text, text.replace(controls, asByte), text.replace(latin, asByte)])];
}

/** What Python's `repr` writes as `\x85`. */
const controls = /[\u0080-\u00a0\u00ad]/g;
/** What JavaScript's `escape` and URLs of old write as one byte. */
const latin = /[\u0080-\u00ff]/g;

function asByte(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16)}`;
}
