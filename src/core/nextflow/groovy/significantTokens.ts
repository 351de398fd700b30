import { closes, opens, type Token } from './token.ts';

/** Before these a line end does not end the statement. */
const continues = new Set(['.', '?.', '*.', '.@', '?', '?:', '&&', '||', ':']);
/** After these neither. */
const expects = new Set([
  ...['.', '?.', '*.', ',', '=', '+=', '&&', '||', '?', '?:', '==', '!=', '+', '-', '*', '%', '<'],
]);

/**
 * The tokens that the grammar sees: no blanks, no comments, and a line end only where it ends a
 * statement, which it does not between round or square brackets or beside some operators.
 */
export function significantTokens(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  const open: string[] = [];
  let newline: Token | null = null;
  /** How many `?` of this statement wait for their `:`, which is no label's. */
  let asked = 0;
  /** Whether the token before is such a `:`. */
  let chose = false;
  for (const token of tokens) {
    if (token.kind === 'blank' || token.kind === 'comment') {
      continue;
    }
    if (token.kind === 'newline') {
      newline ??= token;
      continue;
    }
    if (newline && !chose && endsStatement(kept.at(-1), token, open.at(-1))) {
      kept.push(newline);
      asked = 0;
    }
    newline = null;
    chose = asked > 0 && token.kind === 'symbol' && token.text === ':';
    asked += chose ? -1 : token.kind === 'symbol' && token.text === '?' ? 1 : 0;
    trackBrackets(open, token);
    kept.push(token);
  }
  return kept;
}

function endsStatement(
  before: Token | undefined,
  after: Token,
  bracket: string | undefined,
): boolean {
  const between = bracket === '(' || bracket === '[';
  const joins =
    (before?.kind === 'symbol' && expects.has(before.text)) ||
    (after.kind === 'symbol' && continues.has(after.text));
  return before !== undefined && !between && !joins;
}

function trackBrackets(open: string[], token: Token): void {
  if (opens(token)) {
    open.push(token.text === '?[' ? '[' : token.text);
  } else if (closes(token)) {
    open.pop();
  }
}
