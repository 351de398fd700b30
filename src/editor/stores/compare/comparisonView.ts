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
import { ResultTree, type ShownResult } from '../../ui/resultTree.ts';
import { treeItem } from '../../ui/treeItem.ts';
import { type ComparedStore, storeTitle } from './comparedStore.ts';

/** Two stores and what was seen of them. */
export interface ComparedStores {
  readonly first: ComparedStore;
  readonly second: ComparedStore;
  readonly comparison: Comparison;
}

/** The tree of two stores that were compared. */
export class ComparisonView extends ResultTree<ComparedStores, ComparisonNode> {
  constructor() {
    super(views.comparison, contextKeys.storesCompared);
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

  shown(compared: ComparedStores): ShownResult<ComparisonNode> {
    const { comparison } = compared;
    const called = namesOf(compared);
    return {
      roots: comparisonTree(comparison, called),
      description: `${called.first} ↔ ${called.second}`,
      message: comparison.names.length === 0 ? vscode.l10n.t('Both stores are empty.') : '',
    };
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
