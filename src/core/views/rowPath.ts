import type { Nested } from './row.ts';

/** Rows and all that they hold. */
export function* allRows<Node extends Nested<Node>>(rows: readonly Node[]): Generator<Node> {
  for (const row of rows) {
    yield row;
    yield* allRows(row.children);
  }
}

/** The rows that hold a row, from the outermost, then itself; none where there is no such row. */
export function rowPath<Node extends Nested<Node>>(rows: readonly Node[], id: string): Node[] {
  for (const row of rows) {
    if (row.id === id) {
      return [row];
    }
    const below = rowPath(row.children, id);
    if (below.length > 0) {
      return [row, ...below];
    }
  }
  return [];
}
