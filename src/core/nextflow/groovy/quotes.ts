import { isPathStart } from './characters.ts';
import type { Quote } from './token.ts';

/** How a kind of string is read. Source: Groovy 4's lexer grammar, which Nextflow 24.10 uses. */
interface QuoteRules {
  readonly close: string;
  readonly interpolates: boolean;
  /** Whether a line end ends it, for lack of a closing quote. */
  readonly oneLine: boolean;
  /** How many characters from `at` on are an escape, which neither closes nor interpolates. */
  readonly escape: (text: string, at: number) => number;
}

const backslash = (text: string, at: number): number => (text[at] === '\\' ? 2 : 0);
/** In slashy strings only the slash itself can be escaped. */
const slash = (text: string, at: number): number => (text.startsWith('\\/', at) ? 2 : 0);
/** `$$`, `$/` and `$/$` stand for a dollar, a slash, and a `/$` that does not close. */
const dollar = (text: string, at: number): number => {
  if (text[at] !== '$') {
    return 0;
  }
  if (text.startsWith('$/$', at)) {
    return 3;
  }
  return text[at + 1] === '$' || text[at + 1] === '/' ? 2 : 0;
};

export const quotes: Readonly<Record<Quote, QuoteRules>> = {
  "'": { close: "'", interpolates: false, oneLine: true, escape: backslash },
  "'''": { close: "'''", interpolates: false, oneLine: false, escape: backslash },
  '"': { close: '"', interpolates: true, oneLine: true, escape: backslash },
  '"""': { close: '"""', interpolates: true, oneLine: false, escape: backslash },
  '/': { close: '/', interpolates: true, oneLine: false, escape: slash },
  '$/': { close: '/$', interpolates: true, oneLine: false, escape: dollar },
};

export function isQuote(opening: string): opening is Quote {
  return Object.hasOwn(quotes, opening);
}

/** Where the text of a string stops: at its closing quote, its next interpolation, or its end. */
export function stringStop(text: string, from: number, quote: Quote): number {
  const rules = quotes[quote];
  let at = from;
  while (at < text.length) {
    const escaped = rules.escape(text, at);
    if (escaped > 0) {
      at += escaped;
    } else if (stopsAt(text, at, rules)) {
      return at;
    } else {
      at += 1;
    }
  }
  return text.length;
}

function stopsAt(text: string, at: number, rules: QuoteRules): boolean {
  if (text.startsWith(rules.close, at)) {
    return true;
  }
  switch (text[at]) {
    case '\n':
    case '\r':
      return rules.oneLine;
    case '$':
      return rules.interpolates && (text[at + 1] === '{' || isPathStart(text[at + 1] ?? ''));
    default:
      return false;
  }
}
