import * as characters from './characters.ts';
import { Nesting, type Opening } from './nesting.ts';
import { type QuoteRules, quotes, stringStop } from './quotes.ts';
import type { Quote } from './token.ts';
import * as tokens from './token.ts';
import { Tokens } from './tokens.ts';

/** After these symbols a value stands there already, so a `/` divides it. */
const values = tokens.codeTable([')', ']', '++', '--']);
/** After these words a `/` starts a string although a word stands before it. */
const wordsBeforeSlashy = new Set(['return', 'in', 'case', 'else', 'assert', 'throw', 'do']);

/**
 * Cuts Groovy text into tokens that tile it.
 *
 * Any text is taken: what is no Groovy becomes symbols, and what is not terminated ends with its
 * line or the text. One pass with a stack of its own: linear time, and what is nested too deep for
 * Groovy itself counts as a comment.
 */
export function lex(text: string): Tokens {
  return new Lexer(text).run();
}

/** How the lexer goes on from the start of a line. */
export interface LineState {
  /** How many tokens stand before the line. */
  readonly tokens: number;
  readonly nesting: Nesting;
  readonly slashyMayStart: boolean;
}

/** The same, of a text that will be changed: where each line starts, and how. */
export interface LexedLines {
  readonly tokens: Tokens;
  readonly lines: readonly LineState[];
  /** Whether a slash divides only for lack of a partner, which any later slash might be. */
  readonly stray: boolean;
}

/** Cuts Groovy text into tokens, one after the other; `step` takes the next one or few. */
export class Lexer {
  readonly text: string;
  readonly tokens: Tokens;
  #at = 0;
  #nesting = new Nesting();
  /** Whether a `/` here begins a string rather than divides, as Groovy's own lexer decides it. */
  #slashyMayStart = true;
  /** Where the word starts that decides it instead, or -1. */
  #wordBefore = -1;
  /** The next slash that would close a string, as far as one has been looked for. */
  #closingSlash = -1;
  /** Whether some slash had none. */
  stray = false;

  constructor(text: string, filled = new Tokens(text)) {
    this.text = text;
    this.tokens = filled;
  }

  run(): Tokens {
    this.start();
    while (this.#at < this.text.length) {
      this.step();
    }
    return this.tokens;
  }

  /** Where it is. */
  get at(): number {
    return this.#at;
  }

  /** Whether nothing is open. */
  get isOutermost(): boolean {
    return this.#nesting.outer === null;
  }

  /** Takes what only the start of a file has. */
  start(): void {
    if (this.text.charCodeAt(0) === 0xfeff) {
      this.#emit(tokens.blankCode, 1);
    }
    if (this.text.startsWith('#!', this.#at)) {
      this.#emit(tokens.commentCode, characters.lineEndFrom(this.text, this.#at));
    }
  }

  /** Takes what stands here, and tells whether a line of code ends with it. */
  step(): boolean {
    const { opening } = this.#nesting;
    const rules = opening === null ? undefined : stringRules[opening];
    if (rules) {
      this.#stringPart(rules);
      return false;
    }
    const { text } = this;
    const at = this.#at;
    const unit = text.charCodeAt(at);
    switch (characters.classOf(unit)) {
      case characters.blank:
        this.#emit(tokens.blankCode, characters.blankEnd(text, at + 1));
        break;
      case characters.lineEnd:
        this.#newline(unit);
        return true;
      case characters.letter:
        this.#word();
        break;
      case characters.digit:
        this.#number();
        break;
      case characters.quote:
        this.#quote(text[at] === '"' ? '"' : "'");
        break;
      case characters.slash:
        this.#slash();
        break;
      case characters.dollar:
        // Nothing else begins so: a `/` after a value is asked about, this is not.
        if (text[at + 1] === '/') {
          this.#startString('$/');
        } else {
          this.#word();
        }
        break;
      case characters.backslash:
        this.#backslash();
        break;
      default:
        this.#symbol(unit);
    }
    return false;
  }

  /** How it goes on from here, which is the start of a line. */
  get line(): LineState {
    this.#slashyMayStart = this.#mayStartSlashy();
    this.#wordBefore = -1;
    const { length } = this.tokens;
    return { tokens: length, nesting: this.#nesting, slashyMayStart: this.#slashyMayStart };
  }

  /** Goes on at the start of a line. */
  goOn(at: number, { nesting, slashyMayStart }: LineState): void {
    this.#at = at;
    this.#nesting = nesting;
    this.#slashyMayStart = slashyMayStart;
  }

  #newline(unit: number): void {
    const { opening } = this.#nesting;
    const two = unit === 13 && this.text.charCodeAt(this.#at + 1) === 10;
    this.#emit(tokens.newlineCode, this.#at + (two ? 2 : 1));
    // Groovy does not see line ends between round or square brackets.
    if (opening !== '(' && opening !== '[') {
      this.#slashyMayStart = true;
      this.#wordBefore = -1;
    }
  }

  #word(): void {
    this.#wordBefore = this.#at;
    this.#emit(tokens.wordCode, characters.wordEnd(this.text, this.#at + 1));
  }

  #number(): void {
    const { text } = this;
    let end = characters.wordEnd(text, this.#at + 1);
    if (text[end] === '.' && characters.classOf(text.charCodeAt(end + 1)) === characters.digit) {
      end = characters.wordEnd(text, end + 1);
    }
    this.#emit(tokens.numberCode, end);
    this.#afterValue();
  }

  #quote(one: '"' | "'"): void {
    const three = one === '"' ? '"""' : "'''";
    this.#startString(this.text.startsWith(three, this.#at) ? three : one);
  }

  #slash(): void {
    const next = this.text[this.#at + 1];
    if (next === '/') {
      this.#emit(tokens.commentCode, characters.lineEndFrom(this.text, this.#at));
    } else if (next === '*') {
      const close = this.text.indexOf('*/', this.#at + 2);
      this.#emit(tokens.commentCode, close < 0 ? this.text.length : close + 2);
    } else if (this.#mayStartSlashy() && this.#slashCloses()) {
      this.#startString('/');
    } else {
      this.#symbol(slashUnit);
    }
  }

  #backslash(): void {
    const next = this.text[this.#at + 1];
    if (next === '\n' || next === '\r') {
      const two = next === '\r' && this.text[this.#at + 2] === '\n';
      this.#emit(tokens.blankCode, this.#at + (two ? 3 : 2));
    } else {
      this.#symbol(backslashUnit);
    }
  }

  #symbol(unit: number): void {
    const code = tokens.symbolCode(unit, this.text.charCodeAt(this.#at + 1));
    if (unit === closingBrace) {
      this.#closeBrace();
      return;
    }
    this.#emit(code, this.#at + tokens.symbolLength(code));
    this.#slashyMayStart = values[code] === 0;
    this.#wordBefore = -1;
    const bracket = brackets[code];
    if (bracket === ')' || bracket === ']') {
      this.#nesting = this.#nesting.afterBracket(bracket);
    } else if (bracket !== undefined) {
      this.#enter(bracket);
    }
  }

  #closeBrace(): void {
    const { opening, outer } = this.#nesting.block;
    this.#nesting = outer ?? this.#nesting.block;
    this.#emit(opening === '${' ? tokens.interpolationEndCode : closingBrace, this.#at + 1);
    this.#afterValue();
  }

  #startString(quote: Quote): void {
    this.#emit(tokens.stringStartCode, this.#at + quote.length);
    this.#enter(quote);
  }

  /** One stretch of a string's text, up to its end or its next interpolation. */
  #stringPart(rules: QuoteRules): void {
    const end = stringStop(this.text, this.#at, rules);
    if (end > this.#at) {
      this.#emit(tokens.stringTextCode, end);
    }
    if (this.text.startsWith(rules.close, end)) {
      this.#endString(end + rules.close.length);
    } else if (this.text[end] === '$') {
      this.#interpolation();
    } else {
      this.#endString(end);
    }
  }

  #endString(end: number): void {
    this.#nesting = this.#nesting.outer ?? this.#nesting;
    this.#emit(tokens.stringEndCode, end);
    this.#afterValue();
  }

  #interpolation(): void {
    const { text } = this;
    if (text[this.#at + 1] === '{') {
      this.#emit(tokens.interpolationStartCode, this.#at + 2);
      this.#slashyMayStart = true;
      this.#wordBefore = -1;
      this.#enter('${');
      return;
    }
    this.#emit(tokens.interpolationStartCode, this.#at + 1);
    this.#emit(tokens.wordCode, characters.pathEnd(text, this.#at));
    while (text[this.#at] === '.' && characters.isPathStart(text.charCodeAt(this.#at + 1))) {
      this.#emit(dot, this.#at + 1);
      this.#emit(tokens.wordCode, characters.pathEnd(text, this.#at));
    }
    this.#emit(tokens.interpolationEndCode, this.#at);
  }

  #afterValue(): void {
    this.#slashyMayStart = false;
    this.#wordBefore = -1;
  }

  #mayStartSlashy(): boolean {
    if (this.#wordBefore < 0) {
      return this.#slashyMayStart;
    }
    const end = characters.wordEnd(this.text, this.#wordBefore);
    return wordsBeforeSlashy.has(this.text.slice(this.#wordBefore, end));
  }

  /** Whether the slash here has a partner: a stray one divides, and must not swallow the file. */
  #slashCloses(): boolean {
    const { text } = this;
    if (this.#closingSlash <= this.#at) {
      let close = text.indexOf('/', this.#at + 1);
      while (close >= 0 && text[close - 1] === '\\') {
        close = text.indexOf('/', close + 1);
      }
      this.#closingSlash = close < 0 ? Infinity : close;
    }
    this.stray ||= this.#closingSlash === Infinity;
    return this.#closingSlash !== Infinity;
  }

  #enter(opening: Opening): void {
    this.#nesting = this.#nesting.within(opening);
    if (this.#nesting.tooDeep) {
      this.#emit(tokens.commentCode, this.text.length);
    }
  }

  #emit(code: number, end: number): void {
    this.#at = end;
    this.tokens.push(code, end);
  }
}

const slashUnit = 0x2f;
const backslashUnit = 0x5c;
const closingBrace = 0x7d;
const dot = tokens.symbolCodeOf('.');

/** What symbols do to the nesting. */
const brackets: readonly ('(' | '[' | '{' | ')' | ']' | undefined)[] = bracketTable();

function bracketTable(): ('(' | '[' | '{' | ')' | ']' | undefined)[] {
  const table = new Array<'(' | '[' | '{' | ')' | ']' | undefined>(256).fill(undefined);
  for (const bracket of ['(', '[', '{', ')', ']'] as const) {
    table[tokens.symbolCodeOf(bracket)] = bracket;
  }
  table[tokens.symbolCodeOf('?[')] = '[';
  return table;
}

/** The rules of what is open, where that is a string. */
const stringRules: Readonly<Partial<Record<Opening, QuoteRules>>> = quotes;
