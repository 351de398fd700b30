import { toBase64 } from '../base64.ts';
import { escapeForStore } from '../traits.ts';

/** A value to keep out of sight, and the name to put in its place. */
export interface Redacted {
  readonly name: string;
  readonly value: string;
}

/** Values shorter than this would blank innocent text. */
const shortest = 4;
/** A line of a value of several lines counts from this length on: `}` and `END` do not. */
const shortestLine = 8;
/** `base64` breaks its lines here. */
const base64Line = 76;

/**
 * Takes the values of secrets out of a stream of text, in the forms in which they leak: as they
 * are, as stored for the shell, in base64, URL-encoded, JSON-escaped, and line by line.
 *
 * A value never passes whole however the text is cut: what may be its beginning is held back until
 * more text or {@link flush} comes.
 */
export class Redactor {
  /** Names whose values are too short to be redacted. */
  readonly unprotected: readonly string[];
  readonly #names = new Map<string, string>();
  readonly #pattern: RegExp | null;
  readonly #needles: readonly string[];
  #held = '';

  constructor(secrets: Iterable<Redacted>) {
    const unprotected: string[] = [];
    for (const { name, value } of secrets) {
      if (value.length < shortest) {
        unprotected.push(name);
        continue;
      }
      for (const form of formsOf(value)) {
        this.#names.set(form, this.#names.get(form) ?? name);
      }
    }
    this.unprotected = unprotected;
    // The longest first, so that no part of it is taken for another secret.
    this.#needles = [...this.#names.keys()].sort((a, b) => b.length - a.length);
    const alternatives = this.#needles.map(needle =>
      needle.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
    );
    this.#pattern = alternatives.length > 0 ? new RegExp(alternatives.join('|'), 'g') : null;
  }

  /** The part of the text so far that is safe to pass on. */
  push(chunk: string): string {
    const text = this.#held + chunk;
    this.#held = '';
    if (!this.#pattern) {
      return text;
    }
    let out = '';
    let from = 0;
    for (const match of text.matchAll(this.#pattern)) {
      out += text.slice(from, match.index) + this.#placeholder(match[0]);
      from = match.index + match[0].length;
    }
    const rest = text.slice(from);
    const keep = Math.max(0, ...this.#needles.map(needle => overlap(rest, needle)));
    this.#held = rest.slice(rest.length - keep);
    return out + rest.slice(0, rest.length - keep);
  }

  /** What was held back, once no more text comes. */
  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }

  #placeholder(needle: string): string {
    return `[secret ${this.#names.get(needle) ?? ''}]`;
  }
}

function formsOf(value: string): ReadonlySet<string> {
  const forms = new Set<string>([value, escapeForStore(value)]);
  // Without the padding, so that both ways of writing it are found.
  const base64 = toBase64(value).replace(/=+$/, '');
  forms.add(base64).add(base64.replaceAll('+', '-').replaceAll('/', '_'));
  for (let at = 0; at + base64Line < base64.length; at += base64Line) {
    forms.add(base64.slice(at, at + base64Line));
  }
  forms.add(encodeURIComponent(value.toWellFormed()));
  forms.add(JSON.stringify(value).slice(1, -1));
  for (const line of value.split(/\r?\n/)) {
    if (line.length >= shortestLine) {
      forms.add(line);
    }
  }
  return new Set([...forms].filter(form => form.length >= shortest));
}

/** The length of the longest end of a text with which a needle begins, but not a whole needle. */
function overlap(text: string, needle: string): number {
  for (let length = Math.min(needle.length - 1, text.length); length > 0; length -= 1) {
    if (text.endsWith(needle.slice(0, length))) {
      return length;
    }
  }
  return 0;
}
