import { unescape } from './groovy/literal.ts';
import type { Token } from './groovy/token.ts';
import type { TokenList } from './groovy/tokenList.ts';
import { unknownPiece } from './unknownPiece.ts';

/** What a text consists of. */
interface TextPieces {
  /** Between which tokens each expression in it stands. */
  readonly ranges: readonly (readonly [from: number, to: number])[];
  /** What stands between the expressions. */
  readonly texts: readonly Token[];
  /** All of it without escapes, with `unknownPiece` for each expression. */
  readonly written: string;
}

/** The pieces of the text between two tokens, which are its quotes. */
export function textPieces(tokens: TokenList, open: number, close: number): TextPieces {
  const quote = tokens.at(open)?.text ?? '';
  const ranges: [number, number][] = [];
  const texts: Token[] = [];
  let written = '';
  for (let at = open + 1; at < close; at += 1) {
    const token = tokens.at(at);
    if (token?.kind === 'interpolationStart') {
      const end = Math.min(tokens.closing(at), close);
      ranges.push([at + 1, end]);
      written += unknownPiece;
      at = end;
    } else if (token?.kind === 'stringText') {
      texts.push(token);
      written += unescape(token.text, quote);
    }
  }
  return { ranges, texts, written };
}
