import { closings, openings, wordCode } from '../groovy/token.ts';
import type { TokenList } from '../groovy/tokenList.ts';

/** A word, and what it stands in. */
export interface ClassWord {
  /** Among the tokens. */
  readonly index: number;
  /** Whether it stands in the body of a class, and in none of its members' blocks. */
  readonly inClass: boolean;
  /** Whether it is code of a static member. */
  readonly inStatic: boolean;
  readonly inClosure: boolean;
}

interface Frame {
  readonly kind: 'file' | 'class' | 'block' | 'closure' | 'bracket';
  readonly inStatic: boolean;
  readonly inClosure: boolean;
}

const outermost: Frame = { kind: 'file', inStatic: false, inClosure: false };
const classWords = ['class', 'interface', 'trait', 'enum', 'record'];
/** What a block of statements follows, with and without a bracket between. */
const blockWords = ['else', 'try', 'finally', 'do', 'static'];
const headWords = ['if', 'for', 'while', 'switch', 'catch', 'synchronized'];

/** The words of a file of classes, in one walk. */
export function* walkClasses(tokens: TokenList): Generator<ClassWord> {
  const walk = new ClassWalk(tokens);
  for (let index = 0; index < tokens.length; index += 1) {
    const code = tokens.codes[index] ?? 0;
    if (openings[code] === 1) {
      walk.open(index);
    } else if (closings[code] === 1) {
      walk.close(index);
    } else if (code === wordCode) {
      yield walk.word(index);
    } else {
      walk.symbol(index);
    }
  }
}

class ClassWalk {
  readonly #tokens: TokenList;
  readonly #frames: Frame[] = [];
  /** Whether a class's name and its body are still to come. */
  #named = false;
  /** Of the member whose head or value is walked through. */
  #isStatic = false;
  #hasValue = false;

  constructor(tokens: TokenList) {
    this.#tokens = tokens;
  }

  get #top(): Frame {
    return this.#frames.at(-1) ?? outermost;
  }

  open(index: number): void {
    const top = this.#top;
    const kind = this.#kindOf(index);
    if (kind === 'class') {
      [this.#named, this.#isStatic, this.#hasValue] = [false, false, false];
      this.#frames.push({ kind, inStatic: false, inClosure: false });
      return;
    }
    const ofStatic = this.#isStatic && (kind === 'block' || this.#hasValue);
    this.#frames.push({
      kind,
      inStatic: top.inStatic || (top.kind === 'class' && ofStatic),
      inClosure: top.inClosure || kind === 'closure',
    });
  }

  #kindOf(index: number): Frame['kind'] {
    if (!this.#tokens.isSymbol(index, '{')) {
      return 'bracket';
    }
    return this.#named ? 'class' : this.#isBlock(index) ? 'block' : 'closure';
  }

  /** Whether a brace opens statements, and no closure. */
  #isBlock(open: number): boolean {
    const tokens = this.#tokens;
    const { kind } = this.#top;
    const before = tokens.kindAt(open - 1) === 'newline' ? open - 2 : open - 1;
    if ((kind === 'class' && !this.#hasValue) || kind === 'file') {
      return true;
    }
    return tokens.isSymbol(before, ')')
      ? tokens.isWord(tokens.opening(before) - 1, ...headWords)
      : tokens.isWord(before, ...blockWords);
  }

  close(index: number): void {
    this.#frames.pop();
    if (this.#tokens.isSymbol(index, '}')) {
      this.#endMember();
    }
  }

  word(index: number): ClassWord {
    const tokens = this.#tokens;
    const { kind, inStatic, inClosure } = this.#top;
    const inClass = kind === 'class';
    this.#named ||= tokens.isWord(index, ...classWords) && !tokens.isSymbol(index - 1, '.');
    this.#isStatic ||= inClass && tokens.isWord(index, 'static');
    const ofValue = inClass && this.#isStatic && this.#hasValue;
    return { index, inClass, inStatic: inStatic || ofValue, inClosure };
  }

  symbol(index: number): void {
    const tokens = this.#tokens;
    const isLineEnd = tokens.kindAt(index) === 'newline' && !tokens.isSymbol(index + 1, '{');
    if (tokens.isSymbol(index, '=')) {
      this.#hasValue ||= this.#top.kind === 'class';
    } else if (isLineEnd || tokens.isSymbol(index, ';')) {
      this.#endMember();
    }
  }

  /** A member of a class ends here; within one, nothing does. */
  #endMember(): void {
    if (this.#top.kind === 'class') {
      [this.#isStatic, this.#hasValue] = [false, false];
    }
  }
}
