import * as vscode from 'vscode';
import type { Row } from '../../core/views/row.ts';
import type { Subscription } from '../../services/async/event.ts';
import type { Later } from '../../services/async/later.ts';
import type { KeyedView } from '../registerCommands.ts';
import { TreeRows } from './treeRows.ts';

interface LiveTreeDeps {
  readonly id: KeyedView['id'];
  readonly later: Later;
  /** Milliseconds after which what tells a time is brought up to date. */
  readonly period?: () => number;
  readonly options?: Omit<vscode.TreeViewOptions<never>, 'treeDataProvider'>;
}

/** The tree of what is known now, with rows that keys act on. For what a command found last there is {@link ResultTree}. */
export abstract class LiveTree<Node extends Row<Node>>
  implements vscode.TreeDataProvider<Node>, KeyedView
{
  readonly id: KeyedView['id'];
  readonly view: vscode.TreeView<Node>;
  readonly rows: TreeRows<Node>;
  readonly #owned: Subscription[];
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor({ id, later, period, options }: LiveTreeDeps) {
    this.id = id;
    this.rows = new TreeRows({ later, build: () => this.build(), ...(period && { period }) });
    this.onDidChangeTreeData = this.rows.onDidChange;
    this.view = vscode.window.createTreeView(id, { ...options, treeDataProvider: this });
    this.#owned = [this.view, this.rows];
  }

  get beingRead(): boolean {
    return this.rows.beingRead;
  }

  /** What the view shows now. */
  get roots(): readonly Node[] {
    return this.rows.roots;
  }

  getParent(node: Node): Node | undefined {
    return this.rows.parentOf(node);
  }

  getChildren(node?: Node): Node[] {
    return [...(node?.children ?? this.roots)];
  }

  abstract getTreeItem(node: Node): vscode.TreeItem;

  /** The rows, from what is known now. */
  abstract build(): readonly Node[];

  /**
   * Counts on while the view is visible, which it may be from the start: so for a view that can
   * build its rows already. Ends these with the view.
   */
  follow(...subscriptions: readonly Subscription[]): void {
    this.#owned.push(this.rows.follow(this.view), ...subscriptions);
  }

  dispose(): void {
    for (const owned of this.#owned) {
      owned.dispose();
    }
  }
}
