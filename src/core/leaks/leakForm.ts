import { toBase64 } from '../arrival/toBase64.ts';
import { escapeForStore } from '../arrival/valueTraits.ts';

/** How the value of a secret stands in a text; `redacted` is a placeholder that took its place. */
export type LeakForm = 'plain' | 'shell' | 'json' | 'html' | 'url' | 'base64' | 'redacted';

/** A text that gives a value away. */
export interface Needle {
  readonly text: string;
  readonly form: LeakForm;
}

/** A line of a value of several lines counts from this length on: `}` and `END` do not. */
const shortestLine = 8;
/** A stretch of base64 that is part of a longer one: 48 bits are no coincidence. */
const shortestStretch = 8;

/**
 * Every form in which a value leaks: as it is, with its ends trimmed, each longer line of it, and
 * what shells, JSON, HTML, URLs and base64 make of these. Line ends are left to whoever searches:
 * a carriage return counts nowhere, a line feed not in base64.
 */
export function* formsOf(value: string): Generator<Needle> {
  const whole = new Set([value, value.trim()].flatMap(text => [text, ...withLineEnds(text)]));
  for (const text of whole) {
    yield* encoded(text);
    yield* base64(text);
  }
  for (const line of value.split('\n').map(part => part.trim())) {
    if (line.length >= shortestLine && !whole.has(line)) {
      yield* encoded(line);
    }
  }
}

/** The line ends that editors and Git give a text; encoders turn each into something else. */
function withLineEnds(text: string): readonly string[] {
  const lines = text.split(/\r?\n/);
  return lines.length === 1 ? [] : [lines.join('\n'), lines.join('\r\n')];
}

function* encoded(text: string): Generator<Needle> {
  yield { text, form: 'plain' };
  yield { text: escapeForStore(text), form: 'shell' };
  yield { text: escapeForStore(text).replaceAll('$', '\\$'), form: 'shell' };
  const json = JSON.stringify(text).slice(1, -1);
  const slashed = json.replaceAll('/', '\\/');
  yield { text: json, form: 'json' };
  yield { text: slashed, form: 'json' };
  // Python writes ASCII; so does Nextflow in its reports, in capitals and with quotes escaped.
  yield { text: ascii(json), form: 'json' };
  yield { text: ascii(slashed), form: 'json' };
  const script = ascii(slashed.replaceAll("'", "\\'"));
  yield { text: script.replace(/\\u[0-9a-f]{4}/g, upper), form: 'json' };
  yield { text: html(text), form: 'html' };
  // JavaScript leaves `!'()*` alone, others do not; forms have `+` for a blank, in Java `*` too.
  const bare = encodeURIComponent(text.toWellFormed());
  const strict = bare.replace(/[!'()*]/g, percent);
  const form = strict.replaceAll('%20', '+');
  for (const url of [bare, strict, form, form.replaceAll('%2A', '*').replaceAll('~', '%7E')]) {
    yield { text: url, form: 'url' };
    yield { text: url.replace(/%[0-9A-F]{2}/g, lower), form: 'url' };
  }
}

/**
 * Base64 of a value by itself, and the characters that tell of it alone where it is a part of a
 * longer text, say of `user:password`: they depend on where in its groups of three bytes it starts.
 */
function* base64(text: string): Generator<Needle> {
  const bytes = new TextEncoder().encode(text).length;
  const whole = toBase64(text).replace(/=+$/, '');
  const stretches = [0, 1, 2].map(before => {
    const from = Math.ceil((before * 4) / 3);
    return toBase64('\0'.repeat(before) + text).slice(from, Math.floor(((before + bytes) * 4) / 3));
  });
  for (const stretch of [whole, ...stretches.filter(({ length }) => length >= shortestStretch)]) {
    yield { text: stretch, form: 'base64' };
    yield { text: stretch.replaceAll('+', '-').replaceAll('/', '_'), form: 'base64' };
  }
}

function ascii(text: string): string {
  return text.replace(
    /[^ -~]/g,
    character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function html(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, character => entities[character] ?? character);
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function lower(text: string): string {
  return text.toLowerCase();
}

function upper(escape: string): string {
  return `\\u${escape.slice(2).toUpperCase()}`;
}
