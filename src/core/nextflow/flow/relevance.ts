import { secretWords } from '../secretWords.ts';
import type { Block } from '../syntax/syntax.ts';
import type { Definition } from './state/context.ts';

/** How many names are searched for; where more carry secrets, everything is read. */
const most = 50;

/**
 * Tells which blocks of a file's top level may have to do with a secret: those that name one, and
 * those that name a function or a variable by way of which one comes.
 */
export class Relevance {
  readonly #functions: ReadonlySet<string>;
  readonly #variables: ReadonlySet<string>;

  /** `variables` grows while the file is walked. */
  constructor(definitions: readonly Definition[], variables: ReadonlySet<string>) {
    const named = definitions.filter(each => each.of !== 'process' || mayGiveSecret(each));
    this.#functions = carrying(named);
    this.#variables = variables;
  }

  /** Whether a block has to be read. */
  matters(block: Block): boolean {
    return (
      block.has === undefined ||
      this.#functions.size + this.#variables.size > most ||
      hasOne(block, secretWords) ||
      hasOne(block, this.#functions) ||
      hasOne(block, this.#variables)
    );
  }
}

/** Words of a process that may show a secret that it declares. */
export const showingWords = ['env', 'stdout', 'eval', 'debug', 'echo', 'publishDir', 'storeDir'];

/** Whether a process may have the value of a secret in its `output:`. */
export function mayGiveSecret({ body }: Definition): boolean {
  const has = (piece: string): boolean => body.has?.(piece) !== false;
  return has('output') && (has('secrets') || (has('secret') && givingWords.some(has)));
}

const givingWords = ['env', 'stdout', 'eval'];

/** Names of the functions and workflows that name a secret, or call one that does; of such processes. */
function carrying(functions: readonly Definition[]): ReadonlySet<string> {
  const found = new Set<string>();
  let left = functions;
  let fresh: readonly string[] = secretWords;
  while (fresh.length > 0 && found.size <= most) {
    const known = fresh;
    const more = left.filter(each => hasDefaults(each) || hasOne(each.body, known));
    left = left.filter(each => !more.includes(each));
    fresh = more.map(({ name }) => name ?? '').filter(name => name !== '');
    fresh.forEach(name => found.add(name));
  }
  return found;
}

/** Whether something stands in front of the block of a function that may name a secret. */
function hasDefaults({ defaults = [] }: Definition): boolean {
  return defaults.some(each => each !== null && each.kind !== 'constant' && each.kind !== 'null');
}

function hasOne(block: Block, pieces: Iterable<string>): boolean {
  for (const piece of pieces) {
    if (block.has?.(piece) !== false) {
      return true;
    }
  }
  return false;
}
