import { closings, codeTable, newlineCode, openings } from './token.ts';
import type { TokenList } from './tokenList.ts';

/** What ends a statement, or what is around it. */
const statementEnds = codeTable([';'], [newlineCode]).map((is, code) => is | (closings[code] ?? 0));

/** Index of the token that ends the statement at an index, not looking into brackets. */
export function statementEnd(tokens: TokenList, from: number): number {
  let at = from;
  while (at < tokens.length) {
    const code = tokens.codes[at] ?? 0;
    if (statementEnds[code] === 1) {
      break;
    }
    at = openings[code] === 1 ? tokens.closing(at) + 1 : at + 1;
  }
  return Math.min(at, tokens.length);
}
