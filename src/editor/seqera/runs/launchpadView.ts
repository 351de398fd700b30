import * as vscode from 'vscode';
import type { Preflight } from '../../../core/seqera/launch/preflight.ts';
import { type PreflightNode, preflightTree } from '../../../core/views/seqera/preflightTree.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, contextKeys, rows, views } from '../../ids.ts';
import { setContext } from '../../ui/setContext.ts';
import { treeItem } from '../../ui/treeItem.ts';

/** What was checked, and where. */
export interface CheckedLaunchpad {
  readonly folder: vscode.WorkspaceFolder;
  readonly place: SeqeraPlace;
  readonly pipelines: readonly Preflight[];
}

/** The tree of a launchpad that was checked. It is there once one was. */
export class LaunchpadView implements vscode.TreeDataProvider<PreflightNode> {
  readonly #view: vscode.TreeView<PreflightNode>;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #checked: CheckedLaunchpad | null = null;
  #roots: readonly PreflightNode[] = [];

  constructor() {
    this.#view = vscode.window.createTreeView(views.launchpad, {
      treeDataProvider: this,
      showCollapseAll: true,
    });
  }

  /** What was checked last. */
  get checked(): CheckedLaunchpad | null {
    return this.#checked;
  }

  /** Rows of a kind, with the pipeline that each belongs to. */
  rowsOf(kind: PreflightNode['kind']): readonly { row: PreflightNode; pipeline: string }[] {
    return this.#roots.flatMap(root =>
      [root, ...root.children]
        .filter(row => row.kind === kind)
        .map(row => ({ row, pipeline: root.label })),
    );
  }

  async show(checked: CheckedLaunchpad): Promise<void> {
    this.#checked = checked;
    this.#roots = preflightTree(checked.pipelines);
    this.#view.description = checked.place.workspace ?? '';
    this.#view.message =
      checked.pipelines.length === 0
        ? vscode.l10n.t('The launchpad of this workspace is empty.')
        : '';
    setContext({ [contextKeys.launchpadChecked]: true });
    this.#changed.fire();
    await vscode.commands.executeCommand(`${views.launchpad}.focus`);
  }

  getChildren(node?: PreflightNode): PreflightNode[] {
    return [...(node?.children ?? this.#roots)];
  }

  getTreeItem(node: PreflightNode): vscode.TreeItem {
    const wrong = node.kind === 'pipeline' && node.icon === 'error';
    const item = treeItem(node, {
      open: wrong,
      tooltip: node.tooltip,
      context: launchpadContexts[node.kind],
    });
    if (node.kind === 'missing') {
      item.command = commandOf(commands.addOnSeqera, vscode.l10n.t('Add'), node);
    }
    if (node.kind === 'selection') {
      item.command = commandOf(commands.launchOnSeqera, vscode.l10n.t('Launch'), node);
    }
    return item;
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }
}

/** What menus match on. */
const launchpadContexts: Readonly<Record<PreflightNode['kind'], string | null>> = {
  pipeline: rows.launchpadPipeline,
  missing: rows.launchpadMissing,
  selection: rows.launchpadSelection,
  detail: null,
};
