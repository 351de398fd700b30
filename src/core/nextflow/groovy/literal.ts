import type { Span } from './span.ts';
import type { TokenList } from './tokenList.ts';

/** A string literal in the token list. */
export interface Literal {
  /** Its text, escapes resolved; null where it interpolates. */
  readonly value: string | null;
  /** Without the quotes. */
  readonly span: Span;
  /** Index of the token after it. */
  readonly next: number;
}

/** The string that starts at a token, or null where none does. */
export function literalAt(tokens: TokenList, index: number): Literal | null {
  const start = tokens.at(index);
  if (start?.kind !== 'stringStart') {
    return null;
  }
  const first = tokens.at(index + 1);
  if (first?.kind === 'stringEnd') {
    return { value: '', span: { start: start.end, end: first.start }, next: index + 2 };
  }
  const second = tokens.at(index + 2);
  if (first?.kind === 'stringText' && second?.kind === 'stringEnd') {
    const value = unescape(first.text, start.text);
    return { value, span: { start: first.start, end: first.end }, next: index + 3 };
  }
  const close = tokens.closing(index);
  const end = tokens.at(close)?.start ?? tokens.at(close - 1)?.end ?? start.end;
  return { value: null, span: { start: start.end, end }, next: close + 1 };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** A piece of a text in these quotes, with its escapes resolved. */
export function unescape(text: string, quote: string): string {
  if (quote === '/') {
    return text.replaceAll('\\/', '/');
  }
  if (quote === '$/') {
    return text.replace(/\$([$/])/g, '$1');
  }
  return text.replace(/\\(?:u+([0-9A-Fa-f]{4})|(\r\n|[\s\S]))/g, (_, code?: string, one = '') =>
    code === undefined
      ? (escapes[one as string] ?? String(one))
      : String.fromCharCode(parseInt(code, 16)),
  );
}
