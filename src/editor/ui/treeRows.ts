import * as vscode from 'vscode';
import type { Row } from '../../core/views/row.ts';
import { rowInPlace } from '../../core/views/rowInPlace.ts';
import { rowPath } from '../../core/views/rowPath.ts';
import type { Later } from '../../services/async/later.ts';
import { Ticker } from '../../services/async/ticker.ts';
import { RowIds } from './rowIds.ts';

interface TreeRowsDeps<Node> {
  readonly later: Later;
  /** Rebuilds the rows, from what is known now. */
  readonly build: () => readonly Node[];
  /** Milliseconds after which what tells a time is brought up to date. */
  readonly period?: () => number;
}

/** How often, and how many milliseconds after each other, a row is revealed while rows change. */
const reveals = 8;
const revealPause = 250;

/** Ages tell minutes at the least. */
const agePeriod = (): number => 10_000;

/** The rows of a tree, with ages that go on counting while it is visible. */
export class TreeRows<Node extends Row<Node>> {
  readonly #build: () => readonly Node[];
  readonly #later: Later;
  readonly #ids = new RowIds();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #ticker: Ticker;
  #roots: readonly Node[] = [];
  /** The rows that are shown, as text to compare. */
  #shown = '[]';
  readonly onDidChange = this.#changed.event;

  constructor({ later, build, period = agePeriod }: TreeRowsDeps<Node>) {
    this.#build = build;
    this.#later = later;
    this.#ticker = new Ticker({
      later,
      period,
      act: () => {
        this.update();
      },
    });
  }

  get roots(): readonly Node[] {
    return this.#roots;
  }

  /** Whether the editor is rereading the rows, and knows none of them meanwhile. */
  get beingRead(): boolean {
    return this.#ids.beingRead;
  }

  /** Rebuilds the rows, and shows them where they are others: reading them takes the editor time. */
  update(): void {
    const roots = this.#build();
    const shown = JSON.stringify(roots);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.#roots = roots;
      this.#ids.update(roots);
      this.#changed.fire();
    }
  }

  /** The row that holds a row; none holds the outermost. */
  parentOf({ id }: Node): Node | undefined {
    return rowPath(this.#roots, id).at(-2);
  }

  /**
   * Takes the keyboard of a view on from a row that is about to go by a key of that view; rows that
   * `goesEmpty` fits go with the last that they hold. To be called when the user has just said yes:
   * VS Code gives the keyboard to the view then, and once the row has gone, no row has it. Later
   * the user may have turned to something else, and `reveal` takes the keyboard from there.
   */
  async moveFocusFrom(
    id: string,
    view: vscode.TreeView<Node>,
    goesEmpty: (row: Node) => boolean,
  ): Promise<void> {
    const next = rowInPlace(this.#roots, id, goesEmpty);
    for (let count = 1; next && view.visible && count <= reveals; count += 1) {
      const roots = this.#roots;
      const row = rowPath(roots, next.id).at(-1);
      // While VS Code rereads rows it knows none of them, and reveals nothing without a word.
      const known = !this.beingRead || count === reveals;
      if (!row || (known && (await isRevealed(row, view)) && roots === this.#roots)) {
        return;
      }
      await new Promise<void>(resolve => this.#later(revealPause, resolve));
    }
  }

  /** What the editor knows a row by. */
  idOf(node: Node): string {
    return this.#ids.of(node);
  }

  /** Counts on for as long as this view is visible. */
  follow(view: vscode.TreeView<Node>): vscode.Disposable {
    this.#ticker.show(view.visible);
    return view.onDidChangeVisibility(({ visible }) => {
      this.#ticker.show(visible);
    });
  }

  dispose(): void {
    this.#ticker.dispose();
    this.#changed.dispose();
  }
}

async function isRevealed<Node>(row: Node, view: vscode.TreeView<Node>): Promise<boolean> {
  try {
    await view.reveal(row, { focus: true, select: false });
    return true;
  } catch {
    return false;
  }
}
