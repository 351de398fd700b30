import { literalAt } from '../groovy/literal.ts';
import type { Span } from '../groovy/span.ts';
import type { TokenList } from '../groovy/tokenList.ts';
import { paramsText } from '../paramsText.ts';
import { Constants, type ValueRange } from './constants.ts';
import type { ReferenceUse } from './reference.ts';
import { spanBetween } from './setting.ts';

/** One name that an argument of `secret` stands for. */
export interface DirectiveName {
  /** Null where only a run can tell. */
  readonly name: string | null;
  readonly span: Span;
  readonly use: ReferenceUse;
  /** Where only params are to be known: see `paramsText`. */
  readonly written?: readonly string[];
}

/** Nothing that people write is nested deeper; beyond it a name counts as computed. */
const deepest = 50;

/**
 * The names in the argument of a `secret` directive: a string, a list, a closure that gives one, a
 * choice of two. `from` and `to` are token indices, `to` exclusive.
 */
export function* directiveNames(
  tokens: TokenList,
  from: number,
  to: number,
  constants = new Constants(tokens),
): Generator<DirectiveName> {
  for (const [start, end] of elements(tokens, from, to)) {
    yield* element({ tokens, constants }, start, end, 'required', 0);
  }
}

/** Where names stand. */
interface Text {
  readonly tokens: TokenList;
  readonly constants: Constants;
}

function* element(
  text: Text,
  from: number,
  to: number,
  use: ReferenceUse,
  depth: number,
): Generator<DirectiveName> {
  const { tokens } = text;
  const start = skipReturn(tokens, from, to);
  const end = skipType(tokens, start, to);
  if (end !== to) {
    yield* element(text, start, end, use, depth);
    return;
  }
  if (start >= to) {
    return;
  }
  const literal = literalAt(tokens, start);
  if (literal?.next === to) {
    // An empty name means no secret.
    if (literal.value !== '') {
      yield { ...computedName(tokens, start, to, use), name: literal.value, span: literal.span };
    }
    return;
  }
  if (
    depth < deepest &&
    tokens.isSymbol(start, '(', '[', '{') &&
    tokens.closing(start) === to - 1
  ) {
    yield* bracketed(text, start, to - 1, use, depth + 1);
    return;
  }
  const parts = depth < deepest ? partsOf(text, start, to) : null;
  if (parts) {
    for (const [first, end] of parts.ranges) {
      yield* element(parts.text ?? text, first, end, parts.use ?? use, depth + 1);
    }
    return;
  }
  if (!isNone(tokens, start, to)) {
    yield computedName(tokens, start, to, use);
  }
}

interface Parts {
  readonly ranges: readonly Range[];
  readonly use?: ReferenceUse;
  /** The text that they are read in, where it is another. */
  readonly text?: Text;
}

/** What an expression is put together of: the branches of a choice, the lists of a sum, a variable's value. */
function partsOf({ tokens, constants }: Text, from: number, to: number): Parts | null {
  const constant = to === from + 1 ? constants.valueAt(from) : null;
  if (constant) {
    // One variable after another is not followed: it might double with each.
    return { ranges: [constant], text: { tokens, constants: Constants.none } };
  }
  const choice = choiceOf(tokens, from, to);
  if (choice) {
    return { ranges: choice.branches, use: choice.asksSecrets ? 'optional' : 'conditional' };
  }
  const ranges = sumOf(tokens, from, to, constants);
  return ranges && { ranges };
}

function computedName(
  tokens: TokenList,
  from: number,
  to: number,
  use: ReferenceUse,
): DirectiveName {
  const written = paramsText(tokens, from, to);
  return { name: null, span: spanBetween(tokens, from, to), use, ...(written && { written }) };
}

/** What is between two brackets: a list's elements, or what a closure gives. */
function* bracketed(
  text: Text,
  open: number,
  close: number,
  use: ReferenceUse,
  depth: number,
): Generator<DirectiveName> {
  const { tokens } = text;
  const first = tokens.isSymbol(open, '{') && tokens.isSymbol(open + 1, '->') ? open + 2 : open + 1;
  const parts = [...elements(tokens, first, close)].filter(([from, to]) => from < to);
  if (tokens.isSymbol(open, '{') && parts.length > 1) {
    // Which of several statements gives the names, only a run can tell.
    yield { name: null, span: spanBetween(tokens, first, close), use };
    return;
  }
  for (const [from, to] of parts) {
    yield* element(text, from, to, use, depth);
  }
}

type Range = readonly [from: number, to: number];

/** The parts between commas, semicolons and line ends, not looking into brackets and strings. */
function* elements(tokens: TokenList, from: number, to: number): Generator<Range> {
  let start = from;
  for (let at = from; at < to; at = after(tokens, at)) {
    if (tokens.isSymbol(at, ',', ';') || tokens.kindAt(at) === 'newline') {
      yield [start, at];
      start = at + 1;
    }
  }
  yield [start, to];
}

/** The lists of `['A'] + ['B']`, `process.secret + ['B']`; null of the sum of texts, and of any other. */
function sumOf(
  tokens: TokenList,
  from: number,
  to: number,
  constants: Constants,
): readonly Range[] | null {
  const operands: Range[] = [];
  let start = from;
  for (let at = from; at < to; at = after(tokens, at)) {
    if (tokens.isSymbol(at, '+')) {
      operands.push([start, at]);
      start = at + 1;
    }
  }
  const [first] = operands;
  if (!first) {
    return null;
  }
  const [, end] = first;
  const isList =
    (tokens.isSymbol(from, '[') && tokens.closing(from) === end - 1) ||
    (end === from + 1 && isListAt(tokens, constants.valueAt(from)));
  const isOwn =
    (tokens.isWord(from, 'secret') && end === from + 1) || isSetBefore(tokens, from, end);
  // `(process.secret ?: []) + ['A']`
  const isEither =
    tokens.isSymbol(from, '(') && tokens.closing(from) === end - 1 && tokens.isSymbol(end + 1, '[');
  return isList || isOwn || isEither
    ? [...(isOwn ? [] : [first]), ...operands.slice(1), [start, to]]
    : null;
}

/** Whether a value is a list that is written out. */
function isListAt(tokens: TokenList, value: ValueRange | null): boolean {
  return (
    value !== null && tokens.isSymbol(value[0], '[') && tokens.closing(value[0]) === value[1] - 1
  );
}

/** Whether it names no secret that does not stand elsewhere. */
function isNone(tokens: TokenList, from: number, to: number): boolean {
  const none = tokens.isWord(from, 'null', 'true', 'false') && to === from + 1;
  return none || isSetBefore(tokens, from, to);
}

/** `process.secret`: a list of a config that is set before, where its names stand. */
function isSetBefore(tokens: TokenList, from: number, to: number): boolean {
  return (
    to - from > 2 &&
    tokens.isWord(from, 'process') &&
    tokens.isSymbol(to - 2, '.') &&
    tokens.isWord(to - 1, 'secret') &&
    !tokens.isSymbol(to - 3, ')', ']')
  );
}

interface Choice {
  readonly branches: readonly Range[];
  /** Whether the condition reads a secret, which asks whether it is there. */
  readonly asksSecrets: boolean;
}

/** `condition ? a : b` or `a ?: b` at the top of a range. */
function choiceOf(tokens: TokenList, from: number, to: number): Choice | null {
  let question = -1;
  let depth = 0;
  for (let at = from; at < to; at = after(tokens, at)) {
    if (tokens.isSymbol(at, '?:') && depth === 0) {
      return {
        branches: [
          [from, at],
          [at + 1, to],
        ],
        asksSecrets: false,
      };
    }
    if (tokens.isSymbol(at, '?')) {
      question = question < 0 ? at : question;
      depth += 1;
    } else if (tokens.isSymbol(at, ':') && depth > 0) {
      depth -= 1;
      if (depth === 0) {
        return {
          branches: [
            [question + 1, at],
            [at + 1, to],
          ],
          asksSecrets: mentions(tokens, from, question),
        };
      }
    }
  }
  return null;
}

function mentions(tokens: TokenList, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) {
    if (tokens.isWord(at, 'secrets')) {
      return true;
    }
  }
  return false;
}

/** Past a `return`, or the star that spreads a list into arguments. */
function skipReturn(tokens: TokenList, from: number, to: number): number {
  const word = tokens.isWord(from, 'return') || tokens.isSymbol(from, '*');
  return from < to && word ? from + 1 : from;
}

/** Before an `as List`, which changes nothing. */
function skipType(tokens: TokenList, from: number, to: number): number {
  const typed = to - 2 > from && tokens.isWord(to - 2, 'as') && tokens.isWord(to - 1);
  return typed ? to - 2 : to;
}

/** The next token on the same level. */
function after(tokens: TokenList, at: number): number {
  const closing = tokens.closing(at);
  return closing > at && closing < tokens.length ? closing + 1 : at + 1;
}
