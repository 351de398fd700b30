import type { Quote } from './token.ts';

export type Opening = '(' | '[' | '{' | '${' | Quote;

/** Groovy's own parser has run out of stack long before. */
const deepest = 10_000;

/**
 * What is open around a place: brackets, strings, interpolations. The same openings within the same
 * nesting are the same object, so that two places compare at once.
 */
export class Nesting {
  readonly opening: Opening | null;
  readonly outer: Nesting | null;
  readonly tooDeep: boolean;
  readonly #depth: number;
  readonly #inner: Nesting[] = [];

  constructor(opening: Opening | null = null, outer: Nesting | null = null) {
    this.opening = opening;
    this.outer = outer;
    this.#depth = outer ? outer.#depth + 1 : 0;
    this.tooDeep = this.#depth > deepest;
  }

  within(opening: Opening): Nesting {
    for (const inner of this.#inner) {
      if (inner.opening === opening) {
        return inner;
      }
    }
    const made = new Nesting(opening, this);
    this.#inner.push(made);
    return made;
  }

  /** What is open after a `)` or `]`, which closes its partner and nothing else. */
  afterBracket(closing: ')' | ']'): Nesting {
    const closes = this.opening === (closing === ')' ? '(' : '[');
    return closes && this.outer ? this.outer : this;
  }

  /** The block or interpolation that a `}` closes: brackets that were left open end with it. */
  get block(): Nesting {
    let block = this as Nesting;
    while ((block.opening === '(' || block.opening === '[') && block.outer) {
      block = block.outer;
    }
    return block;
  }
}
