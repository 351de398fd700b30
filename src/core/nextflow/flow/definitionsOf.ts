import { partsOf } from '../syntax/partsOf.ts';
import type { Block, Statement } from '../syntax/syntax.ts';
import { type Definition } from './state/context.ts';

/** The definitions of a file. */
export function definitionsOf(block: Block): readonly Definition[] {
  return sortedOf(block).definitions;
}

/** The statements of a file between its definitions. */
export function looseIn(block: Block): readonly Statement[] {
  return sortedOf(block).loose;
}

interface Sorted {
  readonly definitions: readonly Definition[];
  readonly loose: readonly Statement[];
}

const sorted = new WeakMap<Block, Sorted>();

function sortedOf(block: Block): Sorted {
  const known = sorted.get(block);
  if (known) {
    return known;
  }
  const made = {
    definitions: block.statements.filter(statement => statement.kind === 'definition'),
    loose: block.statements.filter(({ kind }) => kind !== 'definition'),
  };
  sorted.set(block, made);
  return made;
}

/** Stands for several definitions, or for one whose words are not known. */
const several = Symbol('several');

/** Which of a file's definitions are named in the others or between them. */
export class Namings {
  /** The body of the one definition that has a word, by the word. */
  readonly #byWord = new Map<string, Block | typeof several>();
  readonly #loose = new Set<string>();
  readonly #unknown: readonly Block[];

  constructor(definitions: readonly Definition[], stretches: readonly { readonly block: Block }[]) {
    const named = new Set(definitions.map(({ name }) => name ?? ''));
    for (const { body } of definitions) {
      for (const word of body.words ?? []) {
        if (named.has(word)) {
          const known = this.#byWord.get(word);
          this.#byWord.set(word, known === undefined || known === body ? body : several);
        }
      }
    }
    this.#unknown = definitions.filter(({ body }) => !body.words).map(({ body }) => body);
    for (const { block } of stretches) {
      namesIn(block).forEach(name => this.#loose.add(name));
    }
  }

  /** Whether a name stands anywhere but in the body of its own definition. */
  has(name: string, own: Block): boolean {
    const word = this.#byWord.get(name);
    return (
      (word !== undefined && word !== own) ||
      this.#unknown.some(body => body !== own) ||
      this.#loose.has(name)
    );
  }
}

const namesOfLoose = new WeakMap<Block, ReadonlySet<string>>();

/** The names in a block's statements between its definitions. */
function namesIn(block: Block): ReadonlySet<string> {
  const before = namesOfLoose.get(block);
  if (before) {
    return before;
  }
  const names = new Set<string>();
  for (const statement of looseIn(block)) {
    for (const part of partsOf(statement)) {
      if (part.kind === 'name') {
        names.add(part.text);
      }
    }
  }
  namesOfLoose.set(block, names);
  return names;
}
