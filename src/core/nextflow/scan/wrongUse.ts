import { type Literal, literalAt } from '../groovy/literal.ts';
import { type Span, spanOf } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { assignmentAt, operatorAt } from '../syntax/operatorAt.ts';
import type { Frame } from './blocks/frame.ts';
import { isMember, lookups, type PropertyAccess } from './propertyAccess.ts';

/**
 * What ends a run wherever it is done with `secrets`, whatever is in the store: a call of a method
 * that it does not have, though a map has it, an assignment, the use as a map, a list or a number.
 */
export interface WrongUse {
  readonly kind: 'no-method' | 'not-a-map' | 'read-only' | 'not-in-handler';
  /** The method's name; what is assigned; what is not read; `secrets` itself. */
  readonly span: Span;
  /**
   * The secret that is meant, and what stands behind `secrets` instead, or what the handler is given
   * to; null where none is named.
   */
  readonly secret: { readonly name: string; readonly call: Span } | null;
  /** Whether it stands in a `try`, which may go on, or in what may never be run. */
  readonly tried: boolean;
}

/** What Groovy gives every object, `secrets` too (seen on Nextflow 24.10.0 and 25.04.4). */
const known = new Set([
  ...lookups,
  ...['any', 'asBoolean', 'asType', 'collect', 'dump', 'each', 'eachWithIndex', 'equals', 'every'],
  ...['find', 'findAll', 'findIndexOf', 'findIndexValues', 'findLastIndexOf', 'findResult'],
  ...['getClass', 'getMetaClass', 'getMetaPropertyValues', 'getProperties', 'grep', 'hasProperty'],
  ...['hashCode', 'identity', 'inject', 'inspect', 'invokeMethod', 'is', 'isCase', 'isNotCase'],
  ...['iterator', 'metaClass', 'notify', 'notifyAll', 'print', 'printf', 'println'],
  ...['respondsTo', 'setMetaClass', 'sleep', 'split', 'sprintf', 'stream', 'tap'],
  ...['toString', 'use', 'wait', 'with', 'withTraits'],
]);
/** The same that assign, which it does not let them. */
const assigning = new Set(['putAt', 'setProperty']);
/** Of them those that hand out one thing after the other, to closures of so many parameters at most. */
const handing = new Map([
  ...['any', 'collect', 'each', 'every', 'find', 'findAll', 'findResult'].map(
    name => [name, 1] as const,
  ),
  ['eachWithIndex', 2],
]);
/** Operators that its left side must have a method for. */
const computing = new Set('+ - * % ** << >> >>> & ^ .. ..< < > <= >= <=>'.split(' '));
/** Types that it cannot be cast to, or copied into. */
const collections = ['Map', 'HashMap', 'LinkedHashMap', 'TreeMap', 'Properties', 'List', 'Set'];
const copies = collections.filter(name => !['Map', 'List', 'Set'].includes(name));

type Use = Omit<WrongUse, 'tried'>;

/**
 * What is done wrongly with the word `secrets` at an index, which reads this; null where it may be
 * done.
 */
export function wrongUseAt(
  tokens: TokenList,
  index: number,
  access: PropertyAccess | null,
  { handler }: Pick<Frame, 'handler'>,
): Use | null {
  if (isMember(tokens, index)) {
    return null;
  }
  if (!access) {
    return methodAt(tokens, index) ?? takenForObject(tokens, index);
  }
  const isWhole = access.name === null && access.next === index + 1;
  if (isWhole ? isTakenForMap(tokens, index) : isTakenForList(tokens, index)) {
    return { kind: 'not-a-map', span: spanAt(tokens, index), secret: null };
  }
  return isWhole
    ? memberOfMap(tokens, index)
    : (assignedAt(tokens, index, access) ?? (handler && unread(access, handler)));
}

/** `secrets.X` in a handler that a workflow gives to `workflow.onComplete`. */
function unread({ name, span }: PropertyAccess, handler: Span): Use | null {
  return name === null ? null : { kind: 'not-in-handler', span, secret: { name, call: handler } };
}

/** A call of a method that is not there, or that assigns. */
function methodAt(tokens: TokenList, index: number): Use | null {
  const [dot, method] = [tokens.at(index + 1), tokens.at(index + 2)];
  const called = tokens.isSymbol(index + 1, '.', '?.') && tokens.isSymbol(index + 3, '(', '{');
  if (!called || !dot || method?.kind !== 'word' || isKnown(tokens, index + 2, method.text)) {
    return null;
  }
  const span = spanOf(method);
  const literal = literalAt(tokens, index + 4);
  if (assigning.has(method.text)) {
    return { kind: 'read-only', span, secret: named(literal, span) };
  }
  const end = literal && tokens.isSymbol(literal.next, ')') && tokens.at(literal.next)?.end;
  const secret = end ? named(literal, { start: dot.start, end }) : null;
  return { kind: 'no-method', span, secret };
}

/** `secrets.@X`, `secrets.asType(Map).X` */
function takenForObject(tokens: TokenList, index: number): Use | null {
  const field = tokens.isSymbol(index + 1, '.@') ? index + 2 : -1;
  const cast = tokens.isSymbol(index + 1, '.', '?.') && tokens.isWord(index + 2, 'asType');
  const map = cast && tokens.isWord(index + 4, 'Map') && tokens.closing(index + 3) === index + 5;
  const member = map && tokens.isSymbol(index + 6, '.', '?.') ? index + 7 : field;
  if (!tokens.isWord(member)) {
    return null;
  }
  const span = spanAt(tokens, index);
  const name = tokens.isSymbol(member + 1, '(', '{') ? null : tokens.at(member)?.text;
  return { kind: 'not-a-map', span, secret: name ? { name, call: span } : null };
}

/** What a literal names, if it is one. */
function named(literal: Literal | null, call: Span): WrongUse['secret'] {
  const name = literal?.value ?? null;
  return name === null ? null : { name, call };
}

function isKnown(tokens: TokenList, index: number, method: string): boolean {
  return known.has(method) && parametersAt(tokens, index + 1) <= (handing.get(method) ?? Infinity);
}

/** How many parameters the closure has that a method is called with: a name and a value, say. */
function parametersAt(tokens: TokenList, index: number): number {
  const open = tokens.isSymbol(index, '(') ? index + 1 : index;
  let at = open + 1;
  while (tokens.isWord(at) && tokens.isSymbol(at + 1, ',')) {
    at += 2;
  }
  const all = tokens.isSymbol(open, '{') && tokens.isWord(at) && tokens.isSymbol(at + 1, '->');
  return all ? (at - open + 1) / 2 : 0;
}

/** `secrets.X = …`, `secrets['X'] += …`, `secrets.X++` */
function assignedAt(tokens: TokenList, index: number, { name, span, next }: PropertyAccess) {
  const assigned =
    tokens.startsStatement(index) &&
    (assignmentAt(tokens, next) !== null || tokens.isSymbol(next, '++', '--'));
  const secret = name === null ? null : { name, call: span };
  return assigned ? ({ kind: 'read-only', span, secret } as const) : null;
}

/** `[*secrets]`, `secrets + …`, `(Map) secrets`, `new HashMap(secrets)`, `def (a, b) = secrets` */
function isTakenForMap(tokens: TokenList, index: number): boolean {
  const operator = operatorAt(tokens, index + 1)?.text ?? '';
  const spread =
    tokens.isSymbol(index - 1, '*') &&
    tokens.isSymbol(index - 2, '[', '(', ',') &&
    tokens.isSymbol(index + 1, ']', ')', ',');
  return (
    spread ||
    (computing.has(operator) && assignmentAt(tokens, index + 1) === null) ||
    isSigned(tokens, index) ||
    isCast(tokens, index - 1) ||
    isCopied(tokens, index) ||
    isTakenApart(tokens, index - 1)
  );
}

/** `-secrets`, `secrets++` */
function isSigned(tokens: TokenList, index: number): boolean {
  const sign =
    tokens.isSymbol(index - 1, '-', '+', '~') &&
    (tokens.startsStatement(index - 1) || tokens.isSymbol(index - 2, '(', '[', ',', '='));
  return sign || tokens.isSymbol(index + 1, '++', '--');
}

/** `(Map)` in front of it. */
function isCast(tokens: TokenList, close: number): boolean {
  const open = tokens.opening(close);
  return (
    tokens.isSymbol(close, ')') &&
    open === close - 2 &&
    tokens.isWord(open + 1, ...collections) &&
    !tokens.isWord(open - 1, 'if', 'while')
  );
}

/** `new HashMap(secrets)` */
function isCopied(tokens: TokenList, index: number): boolean {
  const alone = tokens.isSymbol(index - 1, '(') && tokens.isSymbol(index + 1, ')');
  return alone && tokens.isWord(index - 2, ...copies) && tokens.isWord(index - 3, 'new');
}

/** `def (a, b) =` in front of it. */
function isTakenApart(tokens: TokenList, equals: number): boolean {
  const open = tokens.isSymbol(equals, '=') ? tokens.opening(equals - 1) : -1;
  return tokens.isSymbol(open, '(') && tokens.isWord(open - 1, 'def');
}

/** `secrets[0]`, `secrets['A', 'B']` */
function isTakenForList(tokens: TokenList, index: number): boolean {
  const literal = literalAt(tokens, index + 2);
  return (
    tokens.isSymbol(index + 1, '[') &&
    (tokens.kindAt(index + 2) === 'number' ||
      (literal !== null && tokens.isSymbol(literal.next, ',')))
  );
}

/** `(secrets as Map).X`: a map that has no values. */
function memberOfMap(tokens: TokenList, index: number): Use | null {
  const close = index + 3;
  const cast =
    tokens.isSymbol(index - 1, '(') &&
    !tokens.isWord(index - 2) &&
    tokens.isWord(index + 1, 'as') &&
    tokens.isWord(index + 2, 'Map') &&
    tokens.opening(close) === index - 1;
  const member = tokens.at(close + 2);
  if (!cast || !member || !tokens.isSymbol(close + 1, '.', '?.', '[')) {
    return null;
  }
  const literal = literalAt(tokens, close + 2);
  const isName = member.kind === 'word' && !tokens.isSymbol(close + 3, '(', '{');
  const name = literal ? literal.value : isName ? member.text : null;
  const span = spanAt(tokens, index);
  return { kind: 'not-a-map', span, secret: name === null ? null : { name, call: span } };
}

function spanAt(tokens: TokenList, index: number): Span {
  const token = tokens.at(index);
  return token ? spanOf(token) : { start: 0, end: 0 };
}
