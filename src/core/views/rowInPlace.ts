import type { Nested } from './row.ts';
import { rowPath } from './rowPath.ts';

/**
 * The row to go on with where one goes, as in VS Code's own trees: the next beside it, else the one
 * before it, else what holds it, or what comes in the place of that where it goes too. Null where
 * nothing is left, or there is no such row.
 */
export function rowInPlace<Node extends Nested<Node>>(
  rows: readonly Node[],
  id: string,
  goesEmpty: (row: Node) => boolean,
): Node | null {
  const path = rowPath(rows, id);
  for (let row = path.pop(); row; row = path.pop()) {
    const parent = path.at(-1);
    const siblings = parent?.children ?? rows;
    const at = siblings.indexOf(row);
    const beside = siblings[at + 1] ?? siblings[at - 1];
    if (beside) {
      return beside;
    }
    if (parent && !goesEmpty(parent)) {
      return parent;
    }
  }
  return null;
}
