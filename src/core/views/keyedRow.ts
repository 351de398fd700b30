/** What a key in a tree is about. */
export type KeyedRow =
  /** Not called by such a key. */
  | { readonly kind: 'not-keyed' }
  | { readonly kind: 'row'; readonly row: object }
  /** A row that the command is not for: the key does nothing there. */
  | { readonly kind: 'other-row' }
  /** No row has the focus, or the editor does not tell which: the command must ask. */
  | {
      readonly kind: 'unknown';
      readonly kinds: readonly string[];
      /** How often it was looked for. */
      readonly looked: number;
    };

/**
 * The arguments with which a command looks once more for the row with the focus, by way of VS Code's
 * `runCommands`: that gives a command each entry of a list as an argument of its own, so what a key
 * passes is one entry.
 */
export function lookAgainArguments(
  view: string,
  { kinds, looked }: Extract<KeyedRow, { kind: 'unknown' }>,
): readonly [readonly unknown[]] {
  return [[{ $treeViewId: view, $focusedTreeItem: true }, ...kinds, looked + 1]];
}

/**
 * Reads what our keys in trees pass: a list of the row with the focus, then the kinds of rows that
 * the command is for, and how often it was looked for before. In `package.json` the row stands as `{ "$treeViewId", "$focusedTreeItem" }`,
 * which VS Code puts the row in the place of, as it does for the buttons of a view's title. One
 * that does not know this form passes it on as it is, and then the row is unknown.
 */
export function keyedRow(argument: unknown): KeyedRow {
  if (!Array.isArray(argument)) {
    return { kind: 'not-keyed' };
  }
  const [row, ...rest] = argument as readonly unknown[];
  const kinds = rest.filter(one => typeof one === 'string');
  if (typeof row !== 'object' || row === null || !('kind' in row)) {
    const looked = rest.find(one => typeof one === 'number') ?? 0;
    return { kind: 'unknown', kinds, looked };
  }
  return kinds.length === 0 || kinds.some(kind => kind === row.kind)
    ? { kind: 'row', row }
    : { kind: 'other-row' };
}
