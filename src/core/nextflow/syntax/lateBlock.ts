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
    return this.#tokens.source(this.#from, this.#to).includes(piece);
  }
}
