import { literalAt } from './literal.ts';
import { spanOf, type Span } from './source.ts';
import type { Token } from './token.ts';
import type { TokenList } from './tokenList.ts';

/** A place that reads `secrets`: one name, or a name that only a run knows. */
export interface PropertyAccess {
  readonly name: string | null;
  readonly span: Span;
  /** Index of the token after it. */
  readonly next: number;
}

/** Members of every Groovy object, which Nextflow does not look up as secrets. */
const members = new Set(['class', 'metaClass']);
/** What follows the word where it is assigned, called, a parameter or a method reference. */
const notRead = ['=', '+=', '(', '->', '.@', '.&', '*.'];
const accesses = new Set(['.', '?.', '*.', '.@', '.&']);

/**
 * What the word `secrets` at an index reads; null where it is something else: a member of another
 * object, a map key, a call, the target of an assignment.
 *
 * Which forms Nextflow 24.10 takes for a reference is held by `test/real/scan.test.ts`.
 */
export function propertyAccessAt(tokens: TokenList, index: number): PropertyAccess | null {
  if (isMember(tokens, index)) {
    return null;
  }
  if (tokens.isSymbol(index + 1, '.', '?.')) {
    return dotted(tokens, index + 2);
  }
  if (tokens.isSymbol(index + 1, '[', '?[')) {
    return indexed(tokens, index + 2);
  }
  const other = tokens.isSymbol(index + 1, ...notRead);
  const key = tokens.isSymbol(index + 1, ':') && isKey(tokens.at(index - 1));
  const token = tokens.at(index);
  // `secrets` itself as a value: who holds it may read any name.
  return other || key || !token ? null : { name: null, span: spanOf(token), next: index + 1 };
}

/** `x.secrets` is a member of x; `this.secrets` is the script's own. */
function isMember(tokens: TokenList, index: number): boolean {
  const dot = tokens.at(index - 1);
  if (dot?.kind !== 'symbol' || !accesses.has(dot.text)) {
    return false;
  }
  const owner = tokens.at(index - 2);
  const further = tokens.at(index - 3);
  const own = owner?.kind === 'word' && owner.text === 'this';
  return !own || (further?.kind === 'symbol' && accesses.has(further.text));
}

function dotted(tokens: TokenList, index: number): PropertyAccess | null {
  const token = tokens.at(index);
  if (token?.kind === 'word') {
    if (members.has(token.text) || isCall(tokens.at(index + 1))) {
      return null;
    }
    return { name: token.text, span: spanOf(token), next: index + 1 };
  }
  const literal = literalAt(tokens, index);
  if (literal) {
    return isCall(tokens.at(literal.next))
      ? null
      : { name: literal.value, span: literal.span, next: literal.next };
  }
  return token?.text === '(' ? computed(tokens, index) : null;
}

function indexed(tokens: TokenList, index: number): PropertyAccess | null {
  const literal = literalAt(tokens, index);
  if (literal && tokens.at(literal.next)?.text === ']') {
    return { name: literal.value, span: literal.span, next: literal.next + 1 };
  }
  return computed(tokens, index - 1);
}

/** The expression between the bracket at an index and its partner. */
function computed(tokens: TokenList, open: number): PropertyAccess {
  const close = tokens.closing(open);
  const start = tokens.at(open)?.end ?? 0;
  const end = tokens.at(close)?.start ?? tokens.at(close - 1)?.end ?? start;
  return { name: null, span: { start, end }, next: close + 1 };
}

function isCall(token: Token | undefined): boolean {
  return token?.kind === 'symbol' && (token.text === '(' || token.text === '{');
}

/** Whether a word after this token and before a colon is a map key, a named argument or a label. */
function isKey(before: Token | undefined): boolean {
  if (before === undefined || before.kind === 'newline') {
    return true;
  }
  return before.kind === 'symbol' && ['[', '(', ',', '{', '}', ';', '?['].includes(before.text);
}
