import type { TokenList } from '../groovy/tokenList.ts';

/** How tightly each operator of two sides binds. */
const strengths: Readonly<Record<string, number>> = {
  ...{ '||': 1, '&&': 2, '|': 3, '^': 3, '&': 3 },
  ...{ '==': 4, '!=': 4, '===': 4, '!==': 4, '<=>': 4, '==~': 4, '=~': 4 },
  ...{ '<': 5, '>': 5, '<=': 5, '>=': 5, in: 5, instanceof: 5, as: 5 },
  ...{ '<<': 6, '>>': 6, '>>>': 6, '..': 6, '..<': 6, '+': 7, '-': 7 },
  ...{ '*': 8, '/': 8, '%': 8, '**': 9 },
};
/** What assigns. */
const assigning = new Set([
  ...['=', '+=', '-=', '*=', '/=', '%=', '**=', '<<=', '>>=', '|=', '&=', '^=', '?='],
]);
const wordOperators = ['in', 'instanceof', 'as'];
const negatedOperators = ['in', 'instanceof'];

/** An operator, and the index of the token after it. */
export interface Operator {
  readonly text: string;
  readonly strength: number;
  readonly next: number;
}

/** The operator of two sides that stands at an index, or null. */
export function operatorAt(tokens: TokenList, index: number): Operator | null {
  if (tokens.isWord(index, ...wordOperators)) {
    const text = tokens.at(index)?.text ?? '';
    return { text, strength: strengths[text] ?? 0, next: index + 1 };
  }
  if (tokens.isSymbol(index, '!') && tokens.isWord(index + 1, ...negatedOperators)) {
    const text = tokens.at(index + 1)?.text ?? '';
    return { text: `!${text}`, strength: strengths[text] ?? 0, next: index + 2 };
  }
  return longest(tokens, index, text => strengths[text]);
}

/** The operator that assigns at an index, or null. */
export function assignmentAt(tokens: TokenList, index: number): Operator | null {
  const binary = operatorAt(tokens, index);
  const found = longest(tokens, index, text => (assigning.has(text) ? 0 : undefined));
  // `==`, `=~` and `>=` compare.
  return found && (binary === null || found.next > binary.next) ? found : null;
}

/** The longest operator of symbols that stand together. */
function longest(
  tokens: TokenList,
  index: number,
  strengthOf: (text: string) => number | undefined,
): Operator | null {
  let found: Operator | null = null;
  let text = '';
  for (let at = index; at < index + 3; at += 1) {
    const token = tokens.at(at);
    const joined = at === index || token?.start === tokens.at(at - 1)?.end;
    if (token?.kind !== 'symbol' || !joined) {
      break;
    }
    text += token.text;
    const strength = strengthOf(text);
    found = strength === undefined ? found : { text, strength, next: at + 1 };
  }
  return found;
}
