import { literalAt } from '../../groovy/literal.ts';
import { type Span, spanOf } from '../../groovy/span.ts';
import type { TokenList } from '../../groovy/tokenList.ts';

/** What stands before a block of a script's top level. */
export type BlockHeader =
  | { readonly kind: 'process'; readonly name: string; readonly span: Span }
  /** `entry` is the word `workflow` of the one that has no name. */
  | { readonly kind: 'workflow'; readonly entry: Span | null };

/** The head of the block that opens at an index: `process P {`, `process 'P'⏎{`, `workflow {`. */
export function blockHeader(tokens: TokenList, open: number): BlockHeader | null {
  const last = tokens.kindAt(open - 1) === 'newline' ? open - 2 : open - 1;
  const token = tokens.at(last);
  if (token?.kind === 'stringEnd') {
    const start = tokens.opening(last);
    const literal = literalAt(tokens, start);
    return tokens.isWord(start - 1, 'process') && typeof literal?.value === 'string'
      ? { kind: 'process', name: literal.value, span: literal.span }
      : null;
  }
  if (token?.kind !== 'word') {
    return null;
  }
  if (tokens.isWord(last - 1, 'process')) {
    return { kind: 'process', name: token.text, span: spanOf(token) };
  }
  if (token.text === 'workflow' && tokens.startsStatement(last)) {
    return { kind: 'workflow', entry: spanOf(token) };
  }
  return tokens.isWord(last - 1, 'workflow') ? { kind: 'workflow', entry: null } : null;
}
