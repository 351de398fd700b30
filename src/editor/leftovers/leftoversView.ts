import * as vscode from 'vscode';
import { priceNote } from '../../core/leftovers/costText.ts';
import { type LeftoverNode, leftoverTree } from '../../core/views/leftoverTree.ts';
import type { Later } from '../../services/async/later.ts';
import type { Leftovers } from '../../services/leftovers/leftovers.ts';
import { commandOf } from '../commandArguments.ts';
import { commands, contextKeys, rows, views } from '../ids.ts';
import { LiveTree } from '../ui/liveTree.ts';
import { setContext } from '../ui/setContext.ts';
import { treeItem } from '../ui/treeItem.ts';

/** The tree of leftovers. What it shows is decided in `core/views/leftoverTree.ts`. */
export class LeftoversView extends LiveTree<LeftoverNode> {
  readonly #leftovers: Leftovers;

  constructor(leftovers: Leftovers, later: Later) {
    super({
      id: views.leftovers,
      later,
      options: { canSelectMany: true, showCollapseAll: true },
    });
    this.#leftovers = leftovers;
    this.follow(
      leftovers.onDidChange(() => {
        this.#update();
      }),
    );
    this.#update();
  }

  get selected(): readonly LeftoverNode[] {
    return this.view.selection;
  }

  getTreeItem(node: LeftoverNode): vscode.TreeItem {
    const item = treeItem(
      { ...node, id: this.rows.idOf(node) },
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

  #update(): void {
    const { state, undoable } = this.#leftovers;
    setContext({
      [contextKeys.leftoversSearched]: state !== null,
      [contextKeys.canUndoLeftovers]: undoable.length > 0,
    });
    this.rows.update();
  }

  build(): readonly LeftoverNode[] {
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
