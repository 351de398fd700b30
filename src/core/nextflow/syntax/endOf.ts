import type { TokenList } from '../groovy/tokenList.ts';

/** Index of what closes the bracket or string at an index; of any other token its own. */
export function endOf(tokens: TokenList, index: number): number {
  const close = tokens.closing(index);
  return close > index && close < tokens.length ? close : index;
}
