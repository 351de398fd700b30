import type { Span } from './span.ts';

/** How a string is delimited. Only the three that start with `"`, `/` and `$/` interpolate. */
export type Quote = "'" | "'''" | '"' | '"""' | '/' | '$/';

/**
 * One lexical element of Groovy. Tokens tile the text: each starts where the one before ends.
 *
 * A string is `stringStart`, then `stringText` and interpolations in turn, then `stringEnd` (empty
 * when the text ends first). `${` … `}` is `interpolationStart`, ordinary tokens,
 * `interpolationEnd`; `$a.b` is `interpolationStart` (the `$`), identifiers and dots, and an empty
 * `interpolationEnd`.
 */
export interface Token extends Span {
  readonly kind:
    | 'blank'
    | 'newline'
    | 'comment'
    | 'word'
    | 'number'
    | 'symbol'
    | 'stringStart'
    | 'stringText'
    | 'stringEnd'
    | 'interpolationStart'
    | 'interpolationEnd';
  /** The symbol, the word, or the quote of a string's start. */
  readonly text: string;
}

/** Whether the token opens a bracket, a string or an interpolation. */
export function opens(token: Token): boolean {
  switch (token.kind) {
    case 'stringStart':
    case 'interpolationStart':
      return true;
    case 'symbol':
      return token.text === '(' || token.text === '[' || token.text === '{' || token.text === '?[';
    default:
      return false;
  }
}

export function closes(token: Token): boolean {
  switch (token.kind) {
    case 'stringEnd':
    case 'interpolationEnd':
      return true;
    case 'symbol':
      return token.text === ')' || token.text === ']' || token.text === '}';
    default:
      return false;
  }
}
