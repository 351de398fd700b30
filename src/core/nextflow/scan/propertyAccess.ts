import { literalAt } from '../groovy/literal.ts';
import { type Span, spanOf } from '../groovy/span.ts';
import type { Token } from '../groovy/token.ts';
import type { TokenList } from '../groovy/tokenList.ts';

/** A place that reads `secrets`: one name, or a name that only a run knows. */
export interface PropertyAccess {
  readonly name: string | null;
  readonly span: Span;
  /** Index of the token after it. */
  readonly next: number;
}

/** Methods that do look one up; `get` and `containsKey` are none that the object has. */
export const lookups: readonly string[] = ['getAt', 'getProperty'];
/** What the script's own `secrets` is a member of, too. */
const owners = ['this', 'owner', 'binding'];
/** What follows the word where it is assigned, called, a parameter or a method reference. */
const notRead = ['=', '+=', '(', '{', '->', '.@', '.&'];
const dots = ['.', '?.', '*.'];

/**
 * What the word `secrets` at an index reads; null where it is something else: a member of another
 * object, a map key, a call, the target of an assignment.
 *
 * Which forms Nextflow 24.10.0 takes for a reference is held by `test/real/scan.test.ts`.
 */
export function propertyAccessAt(tokens: TokenList, index: number): PropertyAccess | null {
  if (isMember(tokens, index)) {
    return null;
  }
  const last = afterBrackets(tokens, index);
  if (tokens.isSymbol(last + 1, ...dots)) {
    return dotted(tokens, last + 2);
  }
  if (tokens.isSymbol(last + 1, '[', '?[')) {
    return computed(tokens, last + 1);
  }
  // `secrets 'X'` is a call, which people write for the directive.
  const called = tokens.kindAt(index + 1) === 'stringStart';
  const other = called || tokens.isSymbol(index + 1, ...notRead) || isPrinted(tokens, index);
  const key = tokens.isSymbol(index + 1, ':') && isKey(tokens.at(index - 1));
  const token = tokens.at(index);
  // `secrets` itself as a value: who holds it may read any name.
  return other || key || !token ? null : { name: null, span: spanOf(token), next: index + 1 };
}

/** `x.secrets` is a member of x; `this.secrets` is the script's own. */
export function isMember(tokens: TokenList, index: number): boolean {
  if (tokens.isSymbol(index - 1, '.', '?.')) {
    return !tokens.isWord(index - 2, ...owners) || tokens.isSymbol(index - 3, ...dots);
  }
  return tokens.isSymbol(index - 1, '*.', '.@', '.&');
}

/** Index of the last bracket around the word alone, as in `(secrets).X`; of the word without any. */
function afterBrackets(tokens: TokenList, index: number): number {
  let by = 0;
  while (tokens.isSymbol(index - by - 1, '(') && tokens.isSymbol(index + by + 1, ')')) {
    by += 1;
  }
  // `f(secrets).X` is a member of what the call gives.
  return tokens.isWord(index - by - 1) || tokens.isSymbol(index - by - 1, ')', ']')
    ? index
    : index + by;
}

/** `"$secrets"` prints what the object is called, and no secret. */
function isPrinted(tokens: TokenList, index: number): boolean {
  return (
    tokens.kindAt(index - 1) === 'interpolationStart' &&
    tokens.kindAt(index + 1) === 'interpolationEnd'
  );
}

function dotted(tokens: TokenList, index: number): PropertyAccess | null {
  const token = tokens.at(index);
  if (token?.kind === 'word') {
    if (tokens.isWord(index, ...lookups) && tokens.isSymbol(index + 1, '(')) {
      return computed(tokens, index + 1);
    }
    // Every object takes another class of its own kind.
    const own = token.text === 'metaClass' && tokens.isSymbol(index + 1, '=');
    if (own || isCall(tokens.at(index + 1))) {
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

/** What the bracket at an index holds: one literal, also in brackets of its own, or an expression. */
function computed(tokens: TokenList, open: number): PropertyAccess {
  const close = tokens.closing(open);
  let [first, last] = [open + 1, close - 1];
  while (tokens.isSymbol(first, '(') && tokens.closing(first) === last) {
    [first, last] = [first + 1, last - 1];
  }
  const literal = literalAt(tokens, first);
  if (literal?.next === last + 1 && close < tokens.length) {
    return { name: literal.value, span: literal.span, next: close + 1 };
  }
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
