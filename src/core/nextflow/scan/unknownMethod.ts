import { literalAt } from '../groovy/literal.ts';
import { type Span, spanOf } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { isMember, lookups } from './propertyAccess.ts';

/** A call of a method that `secrets` does not have, though a map has it: `secrets.get('X')`. */
export interface UnknownMethod {
  /** The method's name. */
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

/** The call of a method that the word `secrets` at an index does not have; null where none is. */
export function unknownMethodAt(
  tokens: TokenList,
  index: number,
  tried: boolean,
): UnknownMethod | null {
  const [dot, method] = [tokens.at(index + 1), tokens.at(index + 2)];
  const called =
    tokens.isSymbol(index + 1, '.', '?.') &&
    tokens.isSymbol(index + 3, '(') &&
    !isMember(tokens, index);
  if (!called || !dot || method?.kind !== 'word' || known.has(method.text)) {
    return null;
  }
  const literal = literalAt(tokens, index + 4);
  const end =
    literal && tokens.isSymbol(literal.next, ')') ? tokens.at(literal.next)?.end : undefined;
  const secret =
    literal && literal.value !== null && end !== undefined
      ? { name: literal.value, call: { start: dot.start, end } }
      : null;
  return { span: spanOf(method), secret, tried };
}
