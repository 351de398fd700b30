import type { Statement } from '../syntax/syntax.ts';
import { pathOf } from './configPath.ts';

/** The statements of a block after which another sets the same anew. */
export function replacedIn(statements: readonly Statement[]): ReadonlySet<Statement> {
  const later = new Set<string>();
  const replaced = new Set<Statement>();
  for (const statement of statements.toReversed()) {
    const path = assignedPath(statement);
    if (path !== null && later.has(path)) {
      replaced.add(statement);
    } else if (path !== null) {
      later.add(path);
    }
  }
  return replaced;
}

function assignedPath(statement: Statement): string | null {
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  const plain = statement.kind === 'assign' && statement.operator === '=';
  return plain && target ? (pathOf(target)?.join('.') ?? null) : null;
}
