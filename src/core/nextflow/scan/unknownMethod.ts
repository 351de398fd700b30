import { literalAt } from '../groovy/literal.ts';
import { type Span, spanOf } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { isMember, lookups } from './propertyAccess.ts';

/**
 * A call of a method that `secrets` does not have, though a map has it: `secrets.get('X')`; or an
 * assignment, which it does not take either.
 */
export interface UnknownMethod {
  readonly kind: 'no-method' | 'read-only';
  /** The method's name; what is assigned. */
  readonly span: Span;
  /** The secret that is meant; null where none is named. */
  readonly secret: { readonly name: string; readonly call: Span } | null;
  /** Whether it stands in a `try`, which may go on. */
  readonly tried: boolean;
}

/** What Groovy gives every object, `secrets` too (seen on Nextflow 24.10.0 and 25.04.4). */
const known = new Set([
  ...lookups,
  ...['any', 'asBoolean', 'asType', 'collect', 'dump', 'each', 'eachWithIndex', 'equals', 'every'],
  ...['find', 'findAll', 'findIndexOf', 'findIndexValues', 'findLastIndexOf', 'findResult'],
  ...['getClass', 'getMetaClass', 'getMetaPropertyValues', 'getProperties', 'grep', 'hasProperty'],
  ...['hashCode', 'identity', 'inject', 'inspect', 'invokeMethod', 'is', 'isCase', 'isNotCase'],
  ...['iterator', 'metaClass', 'notify', 'notifyAll', 'print', 'printf', 'println', 'putAt'],
  ...['respondsTo', 'setMetaClass', 'setProperty', 'sleep', 'split', 'sprintf', 'stream', 'tap'],
  ...['toString', 'use', 'wait', 'with', 'withTraits'],
]);

/** Of them those that go through a map by name and value. */
const each = new Set(['any', 'collect', 'each', 'every', 'find', 'findAll', 'findResult']);

/** The call of a method that the word `secrets` at an index does not have; null where none is. */
export function unknownMethodAt(
  tokens: TokenList,
  index: number,
  tried: boolean,
): UnknownMethod | null {
  const [dot, method] = [tokens.at(index + 1), tokens.at(index + 2)];
  const called =
    tokens.isSymbol(index + 1, '.', '?.') &&
    tokens.isSymbol(index + 3, '(', '{') &&
    !isMember(tokens, index);
  if (!called || !dot || method?.kind !== 'word' || isKnown(tokens, index + 2, method.text)) {
    return null;
  }
  const literal = literalAt(tokens, index + 4);
  const end =
    literal && tokens.isSymbol(literal.next, ')') ? tokens.at(literal.next)?.end : undefined;
  const secret =
    literal && literal.value !== null && end !== undefined
      ? { name: literal.value, call: { start: dot.start, end } }
      : null;
  return { kind: 'no-method', span: spanOf(method), secret, tried };
}

function isKnown(tokens: TokenList, index: number, method: string): boolean {
  return known.has(method) && !(each.has(method) && takesTwo(tokens, index + 1));
}

/** Whether a closure with two parameters follows: a name and a value, which are not there. */
function takesTwo(tokens: TokenList, index: number): boolean {
  const open = tokens.isSymbol(index, '(') ? index + 1 : index;
  return (
    tokens.isSymbol(open, '{') &&
    tokens.isWord(open + 1) &&
    tokens.isSymbol(open + 2, ',') &&
    tokens.isWord(open + 3) &&
    tokens.isSymbol(open + 4, '->')
  );
}
