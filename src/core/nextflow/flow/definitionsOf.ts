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

/** The same, those in front of a definition and those behind it. */
export function looseAround(
  definition: Definition,
  blocks: readonly Block[],
): Record<'before' | 'after', readonly Statement[]> {
  const statements = blocks.flatMap(block => block.statements);
  const at = statements.indexOf(definition);
  const loose = ({ kind }: Statement): boolean => kind !== 'definition';
  return {
    before: statements.slice(0, at).filter(loose),
    after: statements.slice(at + 1).filter(loose),
  };
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
