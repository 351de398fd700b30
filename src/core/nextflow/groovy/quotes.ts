import { isPathStart } from './characters.ts';
import type { Quote } from './token.ts';

/** How a kind of string is read. Source: Groovy 4's lexer grammar, which Nextflow 24.10 uses. */
export interface QuoteRules {
  readonly close: string;
  readonly interpolates: boolean;
  /** Whether a line end ends it, for lack of a closing quote. */
  readonly oneLine: boolean;
  /** How many characters from `at` on are an escape, which neither closes nor interpolates. */
  readonly escape: (text: string, at: number) => number;
  /** The characters of ASCII that have to be looked at; all others are text. */
  readonly marks: Uint8Array;
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
  "'": rules({ close: "'", interpolates: false, oneLine: true, escape: backslash }),
  "'''": rules({ close: "'''", interpolates: false, oneLine: false, escape: backslash }),
  '"': rules({ close: '"', interpolates: true, oneLine: true, escape: backslash }),
  '"""': rules({ close: '"""', interpolates: true, oneLine: false, escape: backslash }),
  '/': rules({ close: '/', interpolates: true, oneLine: false, escape: slash }),
  '$/': rules({ close: '/$', interpolates: true, oneLine: false, escape: dollar }),
};

function rules(syntax: Omit<QuoteRules, 'marks'>): QuoteRules {
  const marks = new Uint8Array(128);
  for (const mark of `${syntax.close}\\${syntax.interpolates ? '$' : ''}${syntax.oneLine ? '\n\r' : ''}`) {
    marks[mark.charCodeAt(0)] = 1;
  }
  return { ...syntax, marks };
}

/** Where the text of a string stops: at its closing quote, its next interpolation, or its end. */
export function stringStop(text: string, from: number, syntax: QuoteRules): number {
  const { marks } = syntax;
  let at = from;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit > 127 || marks[unit] === 0) {
      at += 1;
      continue;
    }
    const escaped = syntax.escape(text, at);
    if (escaped === 0 && stopsAt(text, at, syntax)) {
      return at;
    }
    at += Math.max(escaped, 1);
  }
  return text.length;
}

function stopsAt(text: string, at: number, { close, oneLine, interpolates }: QuoteRules): boolean {
  if (text.startsWith(close, at)) {
    return true;
  }
  switch (text[at]) {
    case '\n':
    case '\r':
      return oneLine;
    case '$':
      return interpolates && (text[at + 1] === '{' || isPathStart(text.charCodeAt(at + 1)));
    default:
      return false;
  }
}
