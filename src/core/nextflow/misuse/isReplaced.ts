import type { Statement } from '../syntax/syntax.ts';
import { pathOf } from './configPath.ts';

/** Whether one of the statements after it sets the same anew. */
export function isReplaced(statement: Statement, later: readonly Statement[]): boolean {
  const path = assignedPath(statement);
  return path !== null && later.some(each => assignedPath(each) === path);
}

function assignedPath(statement: Statement): string | null {
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  const plain = statement.kind === 'assign' && statement.operator === '=';
  return plain && target ? (pathOf(target)?.join('.') ?? null) : null;
}
