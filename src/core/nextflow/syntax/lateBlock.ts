import type { TokenList } from '../groovy/tokenList.ts';
import type { Block, Statement } from './syntax.ts';

/** A block of a file's top level, between two tokens, that is read once somebody asks for it. */
export class LateBlock implements Block {
  readonly depth = 0;
  readonly #tokens: TokenList;
  readonly #from: number;
  readonly #to: number;
  readonly #read: () => Block;
  #statements: readonly Statement[] | null = null;
  #words: ReadonlySet<string> | null = null;
  readonly #has = new Map<string, boolean>();

  constructor(tokens: TokenList, from: number, to: number, read: () => Block) {
    this.#tokens = tokens;
    this.#from = from;
    this.#to = to;
    this.#read = read;
  }

  get statements(): readonly Statement[] {
    this.#statements ??= this.#read().statements;
    return this.#statements;
  }

  has(piece: string): boolean {
    const known = this.#has.get(piece);
    const has = known ?? this.#tokens.source(this.#from, this.#to).includes(piece);
    if (known === undefined) {
      this.#has.set(piece, has);
    }
    return has;
  }
  get words(): ReadonlySet<string> {
    this.#words ??= wordsOf(this.#tokens.source(this.#from, this.#to));
    return this.#words;
  }
}

/** The words of a text, those of its strings and comments too; of `a$b` the words `a` and `b`. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.match(word));
}

const word = /[A-Za-z_\u00aa-\uffef][\w\u00aa-\uffef]*/g;
