// @ts-check
import ts from 'typescript';
import { names } from './elsewhere.mjs';

/** Stands in a text for what is put into it. */
const hole = '\u0000';

/** @typedef {{ readonly words: readonly string[], readonly open: boolean, readonly closed: boolean }} Phrase words in a row; `open` and `closed`: something variable is before or behind them */

/**
 * The words of a text in rows: what a number, a name, a sign or something variable separates.
 * @param {string} text
 * @returns {readonly Phrase[]}
 */
export function phrasesOf(text) {
  /** @type {Phrase[]} */
  const found = [];
  /** @type {string[]} */
  let words = [];
  let open = false;
  const end = (/** @type {boolean} */ closed) => {
    if (words.length > 0) {
      found.push({ words, open, closed });
      words = [];
    }
    open = closed;
  };
  for (const token of withHoles(text).split(/(\0| +|[^\p{L}\p{N}'’_`$\0 -]+)/u)) {
    if (isWord(token)) {
      words.push(token.toLowerCase().replaceAll('’', "'"));
    } else if (token !== '' && !/^ +$/.test(token)) {
      end(/[\p{L}\p{N}_`$\0]/u.test(token));
    }
  }
  end(false);
  return found;
}

/** Whether it is a word of a sentence, and no name. @param {string} token */
function isWord(token) {
  return (
    /^\p{L}[\p{L}'’-]*$/u.test(token) &&
    !/\p{Lu}{2}|\p{Ll}\p{Lu}/u.test(token) &&
    !names.includes(token)
  );
}

/** Placeholders of `l10n.t` and names of files become holes, and icons nothing. @param {string} text */
function withHoles(text) {
  return text.replace(/\{\d\}|[\w-]+\.(?:nf|config|json)\b/g, hole).replace(/\$\([\w~-]+\)/g, '');
}

/**
 * The text of a literal, with holes in place of what a template or an expression leaves open; null
 * for any other node.
 * @param {ts.Node} node
 * @returns {string | null}
 */
export function literalText(node) {
  if (ts.isStringLiteralLike(node)) {
    return node.text;
  }
  if (ts.isTemplateExpression(node)) {
    const rest = node.templateSpans.map(({ literal }) => hole + literal.text);
    return [node.head.text, ...rest].join('');
  }
  return ts.isRegularExpressionLiteral(node) ? expressionText(node.text) : null;
}

/** What a regular expression says word for word. @param {string} literal */
function expressionText(literal) {
  return literal
    .slice(1, literal.lastIndexOf('/'))
    .replace(/\[(?:\\.|[^\]\\])*\]|\(\?<?[:=!]?|\\[dwsSWDbB]|\\p\{\w+\}|\\u[\da-f]{4}/gi, hole)
    .replace(/\\n/g, '. ')
    .replace(/\\\//g, '_')
    .replace(/\\[^\w]/g, '. ')
    .replace(/\p{L}?[*?]|(?<!\\)\.(?! )|\+|\{\d+,?\d*\}|[()|^$]/gu, hole);
}

/** Phrases that are known, and what can be put together of them. */
export class Vocabulary {
  /** @type {Set<string>} */
  #words = new Set();
  /** All phrases: `|` begins and ends one, `*` stands where something variable does. */
  #phrases = '';

  /** @param {Iterable<string>} texts */
  constructor(texts) {
    const marked = new Set();
    for (const { words, open, closed } of [...texts].flatMap(phrasesOf)) {
      words.forEach(word => this.#words.add(word));
      marked.add(`${open ? '*' : '|'} ${words.join(' ')} ${closed ? '*' : '|'}`);
    }
    this.#phrases = [...marked].join('\n');
  }

  /**
   * Whether a text may be shown: each of its phrases stands in a known one, or is put together of
   * known ones and of what fills their holes.
   * @param {string} text
   */
  has(text) {
    return phrasesOf(text).every(
      ({ words }) => words.length < 2 || this.#stands(words) || this.#goesOn(words, 0, 'start'),
    );
  }

  /** Whether words stand in a phrase one after the other. @param {readonly string[]} words */
  #stands(words, before = '', after = '') {
    return this.#phrases.includes(`${before} ${words.join(' ')} ${after}`);
  }

  /**
   * Whether the words from a place on can be split into rows and what fills the holes between them.
   * @param {readonly string[]} words @param {number} from
   * @param {'start' | 'row' | 'filler'} last  what the words before this place are
   * @returns {boolean}
   */
  #goesOn(words, from, last) {
    if (from === words.length) {
      return true;
    }
    for (let to = words.length; to > from; to -= 1) {
      const piece = words.slice(from, to);
      const isFirst = last === 'start';
      const isLast = to === words.length;
      if (
        (last !== 'filler' &&
          !(isFirst && isLast) &&
          this.#fills(piece, isFirst, isLast) &&
          this.#goesOn(words, to, 'filler')) ||
        (last !== 'row' &&
          (piece.length > 1 || this.#isWhole(piece)) &&
          this.#stands(piece, isFirst ? '' : '*', isLast ? '' : '*') &&
          this.#goesOn(words, to, 'row'))
      ) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names of tests, or a text of its own, which a literal may begin in or end in.
   * @param {readonly string[]} words @param {boolean} isFirst @param {boolean} isLast
   */
  #fills(words, isFirst, isLast) {
    return (
      words.every(word => !this.#words.has(word)) ||
      this.#isWhole(words) ||
      (isFirst && ['|', '*'].some(after => this.#stands(words, '', after))) ||
      (isLast && ['|', '*'].some(before => this.#stands(words, before, '')))
    );
  }

  /** @param {readonly string[]} words */
  #isWhole(words) {
    return ['|', '*'].some(before => ['|', '*'].some(after => this.#stands(words, before, after)));
  }
}
