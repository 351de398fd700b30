import { isTooShort } from '../arrival/isTooShort.ts';
import { Automaton } from './automaton.ts';
import { formsOf, type LeakForm } from './leakForm.ts';

/** A value to look for, and the name to tell of it by. */
export interface RedactedSecret {
  readonly name: string;
  readonly value: string;
}

/** Whose value a needle gives away, and in what form. */
export interface Mark {
  readonly name: string;
  readonly form: LeakForm;
}

/** Needles that are searched in one pass. */
export interface Lane {
  readonly automaton: Automaton;
  /** By the automaton's index of a text. */
  readonly marks: readonly Mark[];
  /** `base64` breaks its lines where it likes, so a line feed in between counts as nothing. */
  readonly skipsFeeds: boolean;
  /** As many line ends in a row are passed over within a needle: CR and LF, or a value's own. */
  readonly longestSkip: number;
}

/** What a scan searches for; made once and shared by every scan. */
export interface Searched {
  readonly lanes: readonly Lane[];
}

/** All forms of all values. */
export class Needles implements Searched {
  readonly lanes: readonly Lane[];
  /** The names of all that are looked for. */
  readonly names: readonly string[];
  /** Names whose values are too short to be told from innocent text, so they are not looked for. */
  readonly tooShort: readonly string[];
  /** Names whose values are not known, say because their supervisor died. */
  readonly unknown: readonly string[];

  constructor(secrets: Iterable<RedactedSecret>, unknown: readonly string[] = []) {
    this.unknown = unknown;
    const lines = new Map<string, Mark>();
    const base64 = new Map<string, Mark>();
    const names: string[] = [];
    const tooShort: string[] = [];
    let longestSkip = 2;
    for (const { name, value } of secrets) {
      if (isTooShort(value)) {
        tooShort.push(name);
        continue;
      }
      names.push(name);
      for (const { text, form } of formsOf(value)) {
        const lane = form === 'base64' ? base64 : lines;
        const bare = text.replaceAll('\r', '');
        longestSkip = [...text.matchAll(/\r+/g)].reduce(
          (longest, [run]) => Math.max(longest, run.length),
          longestSkip,
        );
        lane.set(bare, lane.get(bare) ?? { name, form });
      }
    }
    this.names = names;
    this.tooShort = tooShort;
    this.lanes = [
      { ...compiled(lines), skipsFeeds: false, longestSkip },
      { ...compiled(base64), skipsFeeds: true, longestSkip },
    ];
  }
}

/** What a redactor puts in the place of values: it tells where they were. */
export function placeholders(names: Iterable<string>): Searched {
  const marks = new Map(
    Array.from(names, name => [placeholder(name), { name, form: 'redacted' }] as const),
  );
  return { lanes: [{ ...compiled(marks), skipsFeeds: false, longestSkip: 0 }] };
}

/** What stands in the place of a value. */
export function placeholder(name: string): string {
  return `[secret ${name}]`;
}

function compiled(marks: ReadonlyMap<string, Mark>): Pick<Lane, 'automaton' | 'marks'> {
  return { automaton: new Automaton([...marks.keys()]), marks: [...marks.values()] };
}
