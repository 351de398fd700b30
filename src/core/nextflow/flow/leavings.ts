import type { Block, Expression, Statement } from '../syntax/syntax.ts';
import { branchPath } from './conditions.ts';
import type { Context } from './state/context.ts';
import type { Path } from './state/path.ts';

/** How often what is around a block has been left so far, with no error. */
export function leavings({ returned }: Path, { fates }: Context): number {
  return returned.length + fates.exits;
}

/** What follows is reached only perhaps, but without the secrets of these names. */
export function leftPerhaps(path: Path, sure: ReadonlySet<string> = new Set()): void {
  path.certain = false;
  path.sure = sure;
}

/** The same behind the two branches of a condition, each of which may leave what is around it. */
export function afterBranches(
  test: Expression,
  [yes, no]: readonly [boolean, boolean],
  path: Path,
  context: Context,
): void {
  if (yes || no) {
    leftPerhaps(path, yes && no ? new Set() : branchPath(test, no, path, context).sure);
  }
}

/** Whether a task runs only where this holds: what stands in `when:`. */
export function isAsked(statement: Statement, { inside, section }: Path): boolean {
  const value = statement.kind === 'expression' ? statement.value : null;
  const always = value?.kind === 'constant' && value.truth;
  return inside === 'process' && section === 'when' && !always;
}

/** Whether what follows a block is reached by way of it. */
export function leaves(block: Block | null): boolean {
  const last = block?.statements.at(-1);
  const word = last?.kind === 'expression' && last.value.kind === 'name' ? last.value.text : '';
  return last?.kind === 'return' || word === 'continue' || word === 'break';
}
