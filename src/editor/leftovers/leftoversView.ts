import * as vscode from 'vscode';
import { priceNote } from '../../core/leftovers/costText.ts';
import { type LeftoverNode, leftoverTree } from '../../core/views/leftoverTree.ts';
import type { Subscription } from '../../services/async/event.ts';
import type { Later } from '../../services/async/later.ts';
import type { Leftovers } from '../../services/leftovers/leftovers.ts';
import { commandOf } from '../commandArguments.ts';
import { commands, contextKeys, rows, views } from '../ids.ts';
import type { KeyedView } from '../registerCommands.ts';
import { setContext } from '../ui/setContext.ts';
import { treeItem } from '../ui/treeItem.ts';
import { TreeRows } from '../ui/treeRows.ts';

/** The tree of leftovers. What it shows is decided in `core/views/leftoverTree.ts`. */
export class LeftoversView implements vscode.TreeDataProvider<LeftoverNode>, KeyedView {
  readonly id = views.leftovers;
  readonly #leftovers: Leftovers;
  readonly #view: vscode.TreeView<LeftoverNode>;
  readonly #rows: TreeRows<LeftoverNode>;
  readonly #owned: readonly Subscription[];
  readonly onDidChangeTreeData: vscode.Event<void>;

  constructor(leftovers: Leftovers, later: Later) {
    this.#leftovers = leftovers;
    this.#rows = new TreeRows({ later, build: () => this.#build() });
    this.onDidChangeTreeData = this.#rows.onDidChange;
    this.#view = vscode.window.createTreeView(views.leftovers, {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
    this.#owned = [
      this.#view,
      this.#rows,
      this.#rows.follow(this.#view),
      leftovers.onDidChange(() => {
        this.#update();
      }),
    ];
    this.#update();
  }

  get beingRead(): boolean {
    return this.#rows.beingRead;
  }

  get selected(): readonly LeftoverNode[] {
    return this.#view.selection;
  }

  get roots(): readonly LeftoverNode[] {
    return this.#rows.roots;
  }

  getChildren(node?: LeftoverNode): LeftoverNode[] {
    return [...(node?.children ?? this.roots)];
  }

  getTreeItem(node: LeftoverNode): vscode.TreeItem {
    const item = treeItem(
      { ...node, id: this.#rows.idOf(node) },
      {
        open: node.kind === 'place',
        tooltip: node.description.includes('$') ? `${node.tooltip}\n${priceNote}` : node.tooltip,
        context: leftoverContexts[node.kind],
      },
    );
    if (node.kind === 'unsearched') {
      item.command = commandOf(
        commands.chooseLeftoverPlaces,
        vscode.l10n.t('Choose Where to Look'),
      );
    }
    return item;
  }

  dispose(): void {
    for (const owned of this.#owned) {
      owned.dispose();
    }
  }

  #update(): void {
    const { state, undoable } = this.#leftovers;
    setContext({
      [contextKeys.leftoversSearched]: state !== null,
      [contextKeys.canUndoLeftovers]: undoable.length > 0,
    });
    this.#rows.update();
  }

  #build(): readonly LeftoverNode[] {
    const { state } = this.#leftovers;
    return state
      ? leftoverTree({
          ...state,
          now: Date.now(),
        })
      : [];
  }
}

/** What menus match on. */
export const leftoverContexts: Readonly<Record<LeftoverNode['kind'], string | null>> = {
  place: null,
  failedPlace: rows.failedPlace,
  unsearched: rows.unsearchedPlace,
  leftover: rows.leftover,
  used: null,
  removed: rows.removedLeftover,
};
