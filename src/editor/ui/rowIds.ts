import type { Nested } from '../../core/views/row.ts';
import { allRows } from '../../core/views/rowPath.ts';

/** Milliseconds without a row read after which the editor has come to the last of them. */
const settling = 500;

/**
 * The ids under which the editor knows a tree's rows. A row that goes and comes back gets another
 * one. For where the row with the focus goes, VS Code shows that none has it, but goes on to take
 * it for the one that has, and a key would act on it when it is back.
 */
export class RowIds {
  readonly #now: () => number;
  /** Milliseconds; null while the editor has yet to read what the tree has now. */
  #read: number | null = 0;
  #shown: ReadonlySet<string> = new Set();
  readonly #returns = new Map<string, number>();

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /**
   * Whether the editor is rereading the rows, level by level. It takes all rows for unknown that
   * it has not come to yet, the one with the focus too.
   */
  get beingRead(): boolean {
    return this.#read === null || this.#now() - this.#read < settling;
  }

  /** Takes note of all rows that the tree has now. */
  update<Node extends Nested<Node>>(roots: readonly Node[]): void {
    const now = new Set([...allRows(roots)].map(({ id }) => id));
    for (const id of this.#shown) {
      if (!now.has(id)) {
        this.#returns.set(id, (this.#returns.get(id) ?? 0) + 1);
      }
    }
    this.#shown = now;
    this.#read = now.size === 0 ? this.#now() : null;
  }

  /** The editor reads a row. */
  of({ id }: { readonly id: string }): string {
    this.#read = this.#now();
    const returns = this.#returns.get(id);
    return returns === undefined ? id : `${id}#${returns}`;
  }
}
