import * as vscode from 'vscode';
import { setContext } from './setContext.ts';

interface Row {
  readonly children: readonly Row[];
}

/** What a tree shows of a result. */
export interface ShownResult<N> {
  readonly roots: readonly N[];
  readonly description: string;
  /** What is told instead where there are no rows; empty where there are. */
  readonly message: string;
}

/** The tree of what a command found last. Its view is there once one has found something. */
export abstract class ResultTree<Result, N extends Row> implements vscode.TreeDataProvider<N> {
  readonly #id: string;
  readonly #found: string;
  readonly #view: vscode.TreeView<N>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #result: Result | null = null;
  #roots: readonly N[] = [];
  /** Whether VS Code has rows of ours. Told of a change while it opens the view, it may lose some. */
  #wasRead = false;

  /** The view of this id, and the context key that shows it. */
  constructor(id: string, found: string) {
    this.#id = id;
    this.#found = found;
    this.#view = vscode.window.createTreeView(id, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
  }

  /** What was found last. */
  get result(): Result | null {
    return this.#result;
  }

  get roots(): readonly N[] {
    return this.#roots;
  }

  /** Shows a result, and the view. */
  async show(result: Result): Promise<void> {
    this.update(result);
    await this.focus();
  }

  /** Shows a result, wherever the focus is. */
  update(result: Result): void {
    const { roots, description, message } = this.shown(result);
    this.#result = result;
    this.#roots = roots;
    this.#view.description = description;
    this.#view.message = message;
    setContext({ [this.#found]: true });
    if (this.#wasRead) {
      this.#changed.fire();
    }
  }

  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${this.#id}.focus`);
  }

  getChildren(node?: N): N[] {
    this.#wasRead = true;
    return [...((node?.children as readonly N[] | undefined) ?? this.#roots)];
  }

  abstract getTreeItem(node: N): vscode.TreeItem;

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }

  abstract shown(result: Result): ShownResult<N>;
}
