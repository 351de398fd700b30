import * as vscode from 'vscode';
import { priceNote } from '../../core/leftovers/cost.ts';
import { leftoverTree, type LeftoverNode } from '../../core/views/leftoverTree.ts';
import type { Subscription } from '../../services/event.ts';
import type { Leftovers } from '../../services/leftovers.ts';
import { contextKeys, rows, views } from '../ids.ts';
import { presentFailure } from '../present.ts';
import { treeItem } from './treeItem.ts';

/** The tree of leftovers. What it shows is decided in `core/views/leftoverTree.ts`. */
export class LeftoversView implements vscode.TreeDataProvider<LeftoverNode> {
  readonly #leftovers: Leftovers;
  readonly #view: vscode.TreeView<LeftoverNode>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: Subscription;
  readonly onDidChangeTreeData = this.#changed.event;
  #roots: readonly LeftoverNode[] = [];

  constructor(leftovers: Leftovers) {
    this.#leftovers = leftovers;
    this.#view = vscode.window.createTreeView(views.leftovers, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#subscription = leftovers.onDidChange(() => {
      this.#update();
    });
    this.#update();
  }

  get selected(): readonly LeftoverNode[] {
    return this.#view.selection;
  }

  get roots(): readonly LeftoverNode[] {
    return this.#roots;
  }

  getChildren(node?: LeftoverNode): LeftoverNode[] {
    return [...(node?.children ?? this.#roots)];
  }

  getTreeItem(node: LeftoverNode): vscode.TreeItem {
    return treeItem(node, {
      open: node.kind === 'place',
      tooltip: node.description.includes('$') ? `${node.tooltip}\n${priceNote}` : node.tooltip,
      context: contextValues[node.kind],
    });
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#view.dispose();
    this.#changed.dispose();
  }

  #update(): void {
    const { state, undoable } = this.#leftovers;
    const word = (failure: Parameters<typeof presentFailure>[0]): string =>
      presentFailure(failure).message;
    this.#roots = state ? leftoverTree({ ...state, now: Date.now(), word }) : [];
    const set = (key: string, value: boolean): void => {
      void vscode.commands.executeCommand('setContext', key, value);
    };
    set(contextKeys.leftoversSearched, state !== null);
    set(contextKeys.canUndoLeftovers, undoable.length > 0);
    this.#changed.fire();
  }
}

/** What menus match on. */
const contextValues: Readonly<Record<LeftoverNode['kind'], string | null>> = {
  place: null,
  failedPlace: rows.failedPlace,
  leftover: rows.leftover,
  used: null,
  removed: rows.removedLeftover,
};
