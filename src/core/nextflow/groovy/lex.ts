import {
  isBlank,
  isDigit,
  isPathPart,
  isPathStart,
  isWordPart,
  isWordStart,
  runFrom,
} from './characters.ts';
import { isQuote, quotes, stringStop } from './quotes.ts';
import type { Quote, Token } from './token.ts';

type Opening = '(' | '[' | '{' | '${' | Quote;

/** Symbols of more than one character that matter to us; any other is taken by its first. */
const longSymbols = [
  ...['?.', '?[', '*.', '.@', '.&', '?:', '..', '==', '!=', '&&', '||', '->', '+=', '++', '--'],
];
/** After these symbols a value stands there already, so a `/` divides it. */
const values = new Set([')', ']', '++', '--']);

const partners: Readonly<Record<string, Opening>> = { ')': '(', ']': '[' };

/** After these words a `/` starts a string although a word stands before it. */
const wordsBeforeSlashy = new Set(['return', 'in', 'case', 'else', 'assert', 'throw', 'do']);

/**
 * Cuts Groovy text into tokens that tile it.
 *
 * Any text is taken: what is no Groovy becomes symbols, and what is not terminated ends with its
 * line or the text. One pass with a stack of its own: linear time, no depth limit.
 */
export function lex(text: string): readonly Token[] {
  return new Lexer(text).run();
}

class Lexer {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #open: Opening[] = [];
  #at = 0;
  /** Whether a `/` here begins a string rather than divides, as Groovy's own lexer decides it. */
  #slashyMayStart = true;
  /** Where no closing slash follows any more, so that a stray one is not searched for again. */
  #noSlashFrom = Infinity;

  constructor(text: string) {
    this.#text = text;
  }

  run(): readonly Token[] {
    this.#shebang();
    while (this.#at < this.#text.length) {
      const top = this.#open.at(-1);
      if (top !== undefined && isQuote(top)) {
        this.#stringPart(top);
      } else {
        this.#code();
      }
    }
    return this.#tokens;
  }

  #shebang(): void {
    if (this.#text.charCodeAt(0) === 0xfeff) {
      this.#emit('blank', 1);
    }
    if (this.#text.startsWith('#!', this.#at)) {
      this.#emit('comment', this.#lineEnd(this.#at) - this.#at);
    }
  }

  #code(): void {
    const character = this.#text[this.#at] ?? '';
    const next = this.#text[this.#at + 1] ?? '';
    const taken =
      this.#space(character, next) || this.#quote(character, next) || this.#name(character);
    if (!taken) {
      this.#symbol(character);
    }
  }

  #space(character: string, next: string): boolean {
    if (character === '\n' || character === '\r') {
      this.#newline(character === '\r' && next === '\n' ? 2 : 1);
    } else if (isBlank(character)) {
      this.#emit('blank', this.#length(isBlank));
    } else if (character === '\\' && (next === '\n' || next === '\r')) {
      this.#emit('blank', this.#text.startsWith('\r\n', this.#at + 1) ? 3 : 2);
    } else if (character === '/' && (next === '/' || next === '*')) {
      this.#comment(next);
    } else {
      return false;
    }
    return true;
  }

  #quote(character: string, next: string): boolean {
    if (character === '"' || character === "'") {
      this.#startString(this.#text.startsWith(character.repeat(3), this.#at) ? 3 : 1);
    } else if (character === '/' && this.#slashyMayStart && this.#slashCloses()) {
      this.#startString(1);
    } else if (character === '$' && next === '/') {
      // Nothing else begins so: a `/` after a value is asked about, this is not.
      this.#startString(2);
    } else {
      return false;
    }
    return true;
  }

  #name(character: string): boolean {
    if (isDigit(character)) {
      this.#number();
    } else if (isWordStart(character)) {
      this.#word();
    } else {
      return false;
    }
    return true;
  }

  #newline(length: number): void {
    const top = this.#open.at(-1);
    this.#emit('newline', length);
    // Groovy does not see line ends between round or square brackets.
    this.#slashyMayStart ||= top !== '(' && top !== '[';
  }

  #comment(second: string): void {
    if (second === '/') {
      this.#emit('comment', this.#lineEnd(this.#at) - this.#at);
      return;
    }
    const close = this.#text.indexOf('*/', this.#at + 2);
    this.#emit('comment', (close < 0 ? this.#text.length : close + 2) - this.#at);
  }

  #number(): void {
    let end = this.#at + this.#length(isWordPart);
    if (this.#text[end] === '.' && isDigit(this.#text[end + 1] ?? '')) {
      end += 1 + runFrom(this.#text, end + 1, isWordPart);
    }
    this.#emit('number', end - this.#at);
    this.#slashyMayStart = false;
  }

  #word(): void {
    const length = this.#length(isWordPart);
    const word = this.#text.slice(this.#at, this.#at + length);
    this.#emit('word', length);
    this.#slashyMayStart = wordsBeforeSlashy.has(word);
  }

  #symbol(character: string): void {
    if (character === '}') {
      this.#closeBrace();
      return;
    }
    const long = longSymbols.find(symbol => this.#text.startsWith(symbol, this.#at));
    this.#bracket(long === '?[' ? '[' : character);
    this.#emit('symbol', long?.length ?? 1);
    this.#slashyMayStart = !values.has(long ?? character);
  }

  #bracket(character: string): void {
    if (character === '(' || character === '[' || character === '{') {
      this.#open.push(character);
    } else if (partners[character] !== undefined && this.#open.at(-1) === partners[character]) {
      this.#open.pop();
    }
  }

  #closeBrace(): void {
    // Round and square brackets that were left open end with the block around them.
    while (this.#open.at(-1) === '(' || this.#open.at(-1) === '[') {
      this.#open.pop();
    }
    const closed = this.#open.pop();
    this.#emit(closed === '${' ? 'interpolationEnd' : 'symbol', 1);
    this.#slashyMayStart = false;
  }

  #startString(length: number): void {
    const quote = this.#text.slice(this.#at, this.#at + length) as Quote;
    this.#emit('stringStart', length);
    this.#open.push(quote);
  }

  /** One stretch of a string's text, up to its end or its next interpolation. */
  #stringPart(quote: Quote): void {
    const { close } = quotes[quote];
    const end = stringStop(this.#text, this.#at, quote);
    if (end > this.#at) {
      this.#emit('stringText', end - this.#at);
    }
    if (this.#text.startsWith(close, end)) {
      this.#endString(close.length);
    } else if (this.#text[end] === '$') {
      this.#interpolation();
    } else {
      this.#endString(0);
    }
  }

  #endString(length: number): void {
    this.#open.pop();
    this.#emit('stringEnd', length);
    this.#slashyMayStart = false;
  }

  #interpolation(): void {
    if (this.#text[this.#at + 1] === '{') {
      this.#emit('interpolationStart', 2);
      this.#open.push('${');
      this.#slashyMayStart = true;
      return;
    }
    this.#emit('interpolationStart', 1);
    this.#emit('word', this.#length(isPathPart));
    while (this.#text[this.#at] === '.' && isPathStart(this.#text[this.#at + 1] ?? '')) {
      this.#emit('symbol', 1);
      this.#emit('word', this.#length(isPathPart));
    }
    this.#emit('interpolationEnd', 0);
  }

  /** Whether the slash here has a partner: a stray one divides, and must not swallow the file. */
  #slashCloses(): boolean {
    if (this.#at >= this.#noSlashFrom) {
      return false;
    }
    for (let end = this.#at + 1; end < this.#text.length; end += 1) {
      if (this.#text[end] === '/' && this.#text[end - 1] !== '\\') {
        return true;
      }
    }
    this.#noSlashFrom = this.#at;
    return false;
  }

  #lineEnd(from: number): number {
    return from + runFrom(this.#text, from, character => character !== '\n' && character !== '\r');
  }

  #length(accepts: (character: string) => boolean): number {
    return runFrom(this.#text, this.#at, accepts);
  }

  #emit(kind: Token['kind'], length: number): void {
    const start = this.#at;
    this.#at += length;
    this.#tokens.push({ kind, start, end: this.#at, text: this.#text.slice(start, this.#at) });
  }
}
