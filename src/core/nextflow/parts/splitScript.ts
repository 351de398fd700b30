import { Lexer } from '../groovy/lex.ts';
import { sameEnd, sameStart } from '../groovy/sameText.ts';
import { SignificantTokens } from '../groovy/significantTokens.ts';
import { newlineCode, stringEndCode, symbolCodeOf, wordCode } from '../groovy/token.ts';
import { TokenList } from '../groovy/tokenList.ts';
import { Tokens } from '../groovy/tokens.ts';
import { ScriptPart } from './scriptPart.ts';

/** A script cut on its outermost level, so that a change of one part leaves the others as they are. */
export interface SplitScript {
  readonly text: string;
  readonly parts: readonly ScriptPart[];
  /** Whether a slash divides only for lack of a partner, which any later slash might be. */
  readonly stray: boolean;
  /** From where on no part has a place of its own. */
  readonly next: number;
}

/** Words that begin a part, at the beginning of a line. */
const beginning = ['process', 'workflow', 'def', 'params', 'output', 'enum', 'record'];
/** What may stand before: of a `)`, say, the block may be on the next line. */
const ending = [stringEndCode, wordCode, symbolCodeOf('}'), symbolCodeOf(']')];
/** Words whose block or statement may be on the next line. */
const goingOn = ['else', 'try', 'finally', 'do', 'return', 'throw'];
/** Numbers beyond it are dear to compute with. */
const mostPlaces = 2 ** 29;

/** Cuts a script. */
export function splitScript(text: string): SplitScript {
  const { parts, stray } = partsFrom(text, { place: 0, isFirst: true, known: [] });
  return { text, parts, stray, next: text.length };
}

/** The same of a script that has changed: the parts that have not are the same objects. */
export function splitAgain(before: SplitScript, text: string): SplitScript {
  const { text: old, parts } = before;
  if (text === old) {
    return before;
  }
  if (before.stray || before.next + text.length > mostPlaces) {
    return splitScript(text);
  }
  const same = sameStart(old, text);
  const first = keptBefore(parts, same);
  // What a script begins with need not begin a part in the middle of one.
  const last = parts.length - keptBehind(parts.slice(first || 1), sameEnd(old, text, same));
  const start = lengthOf(parts.slice(0, first));
  const rest = lengthOf(parts.slice(last));
  const place = before.next;
  const cut = (from: number, to: number, known: readonly ScriptPart[]): Cut =>
    partsFrom(text.slice(from, to), { place, isFirst: from === 0, known });
  const between = cut(start, text.length - rest, parts.slice(first, last));
  const goesOn = between.ends && !between.stray;
  const fresh =
    last < parts.length && !goesOn ? cut(start, text.length, parts.slice(first)) : between;
  const behind = fresh === between ? parts.slice(last) : [];
  return {
    text,
    parts: [...parts.slice(0, first), ...fresh.parts, ...behind],
    stray: fresh.stray,
    next: place + text.length - start,
  };
}

/** How many parts end before a place, and the word with which the next begins, too. */
function keptBefore(parts: readonly ScriptPart[], same: number): number {
  let end = 0;
  const first = parts.findIndex(({ length }) => {
    end += length;
    return end + longest > same;
  });
  return first < 0 ? parts.length : first;
}

/** How many of the last parts are whole in so many characters of the end. */
function keptBehind(parts: readonly ScriptPart[], same: number): number {
  let length = 0;
  const changed = parts.findLastIndex(part => {
    length += part.length;
    return length > same;
  });
  return parts.length - 1 - changed;
}

function lengthOf(parts: readonly ScriptPart[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}

/** The longest of the words, and what shows that it is one. */
const longest = Math.max(...beginning.map(({ length }) => length)) + 1;

interface Cut {
  readonly parts: readonly ScriptPart[];
  readonly stray: boolean;
  /** Whether a part may begin behind the text. */
  readonly ends: boolean;
}

/** How a text is cut. */
interface Cutting {
  /** From where on its parts have their places. */
  readonly place: number;
  /** Whether it is the beginning of a script. */
  readonly isFirst: boolean;
  /** Where a part has the text of one of these, it is that. */
  readonly known: readonly ScriptPart[];
}

/** Cuts a text that begins with a part. */
function partsFrom(text: string, { place, isFirst, known }: Cutting): Cut {
  const { tokens, roots, lexer } = lexRoots(text, isFirst);
  const significant = new SignificantTokens(tokens);
  const old = new Map<string, ScriptPart[]>();
  known.forEach(part => old.set(part.text, [...(old.get(part.text) ?? []), part]));
  const parts: ScriptPart[] = [];
  let [from, start] = [0, 0];
  const add = (to: number, end: number): void => {
    if (end > start) {
      const own = text.slice(start, end);
      const list = new TokenList(text, place, significant, from, to);
      // A text is hashed to be looked up.
      const kept = old.size > 0 ? old.get(own)?.shift() : undefined;
      parts.push(kept ?? new ScriptPart(own, place + start, list));
      [from, start] = [to, end];
    }
  };
  for (const index of cutsIn(text, significant, roots)) {
    add(index, significant.starts[index] ?? 0);
  }
  add(significant.length, text.length);
  const outer = lexer.isOutermost && significant.isOutermost;
  const line = tokens.codes[tokens.length - 1] === newlineCode;
  const ends = outer && line && mayEnd(text, significant, significant.length - 1);
  return { parts, stray: lexer.stray, ends };
}

/** The significant tokens that parts begin with; lines begin at the `roots` among all tokens. */
function* cutsIn(
  text: string,
  tokens: SignificantTokens,
  roots: readonly number[],
): Generator<number> {
  const { outermost } = tokens;
  let root = 0;
  for (let at = 0; at < outermost.length; at += 2) {
    const [index, raw] = [outermost[at] ?? 0, outermost[at + 1] ?? 0];
    while ((roots[root] ?? Infinity) < raw) {
      root += 1;
    }
    if (roots[root] === raw && isCut(text, tokens, index)) {
      yield index;
    }
  }
}

/** Those of the text before, of which parts keep the significant ones alone. */
let used = new Tokens('', 1000);

/**
 * The tokens of a text, and at which of them a line begins while nothing is open. They are good
 * until the next call.
 */
function lexRoots(
  text: string,
  isFirst: boolean,
): { tokens: Tokens; roots: readonly number[]; lexer: Lexer } {
  const lexer = new Lexer(text, Tokens.over(used, text));
  used = lexer.tokens;
  const roots: number[] = [];
  if (isFirst) {
    lexer.start();
  }
  while (lexer.at < text.length) {
    if (lexer.step() && lexer.isOutermost) {
      roots.push(lexer.tokens.length);
    }
  }
  return { tokens: lexer.tokens, roots, lexer };
}

/** Whether a part begins with a word after a line end. */
function isCut(text: string, tokens: SignificantTokens, index: number): boolean {
  const word = text.slice(tokens.starts[index], tokens.ends[index]);
  return beginning.includes(word) && mayEnd(text, tokens, index - 2);
}

/** Whether a part may end with a token, as far as that tells. */
function mayEnd(text: string, tokens: SignificantTokens, index: number): boolean {
  const code = tokens.codes[index] ?? 0;
  return (
    ending.includes(code) &&
    (code !== wordCode || !goingOn.includes(text.slice(tokens.starts[index], tokens.ends[index])))
  );
}
