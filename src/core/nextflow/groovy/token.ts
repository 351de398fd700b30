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
  readonly kind: TokenKind;
  /** The symbol, the word, or the quote of a string's start. */
  readonly text: string;
}

const kinds = [
  ...(['blank', 'newline', 'comment', 'word', 'number', 'stringStart', 'stringText'] as const),
  ...(['stringEnd', 'interpolationStart', 'interpolationEnd'] as const),
];
export type TokenKind = (typeof kinds)[number] | 'symbol';

/**
 * Tokens are kept as numbers: a symbol as its character or, where it has two, as a number from
 * `firstLong` on; all else as its kind, which is smaller than any character of a symbol.
 */
export const blankCode = 0;
export const newlineCode = 1;
export const commentCode = 2;
export const wordCode = 3;
export const numberCode = 4;
export const stringStartCode = 5;
export const stringTextCode = 6;
export const stringEndCode = 7;
export const interpolationStartCode = 8;
export const interpolationEndCode = 9;
/** A symbol that nobody asks for: beyond ASCII, or a control character. */
const otherSymbol = 127;
const firstLong = 128;

/** Symbols of two characters that matter to us; any other is taken by its first. */
const longSymbols = [
  ...['?.', '?[', '*.', '.@', '.&', '?:', '..', '==', '!=', '&&', '||', '->', '+=', '++', '--'],
];
/** Their codes by the first character and the second. */
const pairs = new Uint8Array(128 * 128);
longSymbols.forEach((symbol, at) => {
  pairs[symbol.charCodeAt(0) * 128 + symbol.charCodeAt(1)] = firstLong + at;
});

/** The code of a symbol that begins with two UTF-16 units. */
export function symbolCode(unit: number, next: number): number {
  const long = unit < 128 && next < 128 ? (pairs[unit * 128 + next] ?? 0) : 0;
  return long > 0 ? long : unit > 32 && unit < otherSymbol ? unit : otherSymbol;
}

/** The code of a symbol as it is written. */
export function symbolCodeOf(symbol: string): number {
  return symbolCode(symbol.charCodeAt(0), symbol.length > 1 ? symbol.charCodeAt(1) : 0);
}

/** How many characters a symbol has. */
export function symbolLength(code: number): number {
  return code >= firstLong ? 2 : 1;
}

export function kindOf(code: number): TokenKind {
  return kinds[code] ?? 'symbol';
}

/** A set of tokens, by their codes. */
export function codeTable(symbols: readonly string[], others: readonly number[] = []): Uint8Array {
  const table = new Uint8Array(256);
  for (const code of [...symbols.map(symbolCodeOf), ...others]) {
    table[code] = 1;
  }
  return table;
}

/** What opens a bracket, a string or an interpolation. */
export const openings = codeTable(['(', '[', '{', '?['], [stringStartCode, interpolationStartCode]);
export const closings = codeTable([')', ']', '}'], [stringEndCode, interpolationEndCode]);
