import * as vscode from 'vscode';
import type { Comparison, Side } from '../../../core/secrets/comparison.ts';
import {
  type ComparisonNode,
  comparisonTree,
  type SideNames,
} from '../../../core/views/comparisonTree.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, contextKeys, rows, views } from '../../ids.ts';
import { scopeText } from '../../prompts/askScope.ts';
import { setContext } from '../../ui/setContext.ts';
import { treeItem } from '../../ui/treeItem.ts';
import { type ComparedStore, storeTitle } from './comparedStore.ts';

/** Two stores and what was seen of them. */
export interface ComparedStores {
  readonly first: ComparedStore;
  readonly second: ComparedStore;
  readonly comparison: Comparison;
}

/** The tree of two stores that were compared. It is there once two were. */
export class ComparisonView implements vscode.TreeDataProvider<ComparisonNode> {
  readonly #view: vscode.TreeView<ComparisonNode>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #compared: ComparedStores | null = null;
  #roots: readonly ComparisonNode[] = [];

  constructor() {
    this.#view = vscode.window.createTreeView(views.comparison, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
  }

  /** What was compared last. */
  get compared(): ComparedStores | null {
    return this.#compared;
  }

  get roots(): readonly ComparisonNode[] {
    return this.#roots;
  }

  async show(compared: ComparedStores): Promise<void> {
    const { comparison } = compared;
    const called = namesOf(compared);
    this.#compared = compared;
    this.#roots = comparisonTree(comparison, called);
    this.#view.description = `${called.first} ↔ ${called.second}`;
    this.#view.message =
      comparison.names.length === 0 ? vscode.l10n.t('Both stores are empty.') : '';
    setContext({ [contextKeys.storesCompared]: true });
    this.#changed.fire();
    await vscode.commands.executeCommand(`${views.comparison}.focus`);
  }

  getChildren(node?: ComparisonNode): ComparisonNode[] {
    return [...(node?.children ?? this.#roots)];
  }

  getTreeItem(node: ComparisonNode): vscode.TreeItem {
    const item = treeItem(node, {
      open: node.id !== 'same',
      tooltip: node.tooltip,
      context: comparisonContexts[node.kind],
    });
    if (node.kind === 'missing') {
      item.command = commandOf(commands.copyMissingSecrets, vscode.l10n.t('Copy'), node);
    }
    return item;
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }
}

/** Two stores that are called the same are told apart by whose secrets they have. */
export function namesOf({ first, second, comparison }: ComparedStores): SideNames {
  const own = { first: storeTitle(comparison.first), second: storeTitle(comparison.second) };
  const text = (side: Side, { scope }: ComparedStore): string =>
    own.first === own.second ? `${own[side]} (${scopeText(scope)})` : own[side];
  return { first: text('first', first), second: text('second', second) };
}

/** What menus match on. */
export const comparisonContexts: Readonly<Record<ComparisonNode['kind'], string | null>> = {
  copyable: rows.copyableSecrets,
  missing: rows.copyableSecret,
  group: null,
  detail: null,
};
