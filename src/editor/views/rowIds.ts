interface Row {
  readonly id: string;
  readonly children: readonly Row[];
}

/**
 * The ids under which the editor knows a tree's rows. A row that goes and comes back gets another
 * one. For where the row with the focus goes, VS Code shows that none has it, but goes on to take
 * it for the one that has, and a key would act on it when it is back.
 */
export class RowIds {
  #shown: ReadonlySet<string> = new Set();
  readonly #returns = new Map<string, number>();

  /** Takes note of all rows that the tree has now. */
  update(roots: readonly Row[]): void {
    const now = new Set(all(roots));
    for (const id of this.#shown) {
      if (!now.has(id)) {
        this.#returns.set(id, (this.#returns.get(id) ?? 0) + 1);
      }
    }
    this.#shown = now;
  }

  of({ id }: Pick<Row, 'id'>): string {
    const returns = this.#returns.get(id);
    return returns === undefined ? id : `${id}#${returns}`;
  }
}

function* all(rows: readonly Row[]): Generator<string> {
  for (const row of rows) {
    yield row.id;
    yield* all(row.children);
  }
}
