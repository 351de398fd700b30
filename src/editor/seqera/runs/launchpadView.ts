import * as vscode from 'vscode';
import type { Preflight } from '../../../core/seqera/launch/preflight.ts';
import type { LaunchpadPipeline } from '../../../core/seqera/workflowLaunch.ts';
import { type PreflightNode, preflightTree } from '../../../core/views/seqera/preflightTree.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, contextKeys, rows, views } from '../../ids.ts';
import { ResultTree, type ShownResult } from '../../ui/resultTree.ts';
import { treeItem } from '../../ui/treeItem.ts';

/** What was checked, and where. */
export interface CheckedLaunchpad {
  readonly folder: vscode.WorkspaceFolder;
  readonly place: SeqeraPlace;
  readonly pipelines: readonly Preflight[];
  /** Whether the launchpad has more than were checked. */
  readonly more: boolean;
}

/** The tree of a launchpad that was checked. */
export class LaunchpadView extends ResultTree<CheckedLaunchpad, PreflightNode> {
  constructor() {
    super(views.launchpad, contextKeys.launchpadChecked);
  }

  /** Rows of a kind, with the pipeline that each belongs to. */
  rowsOf(kind: PreflightNode['kind']): readonly { row: PreflightNode; pipeline: string }[] {
    return this.roots.flatMap(root =>
      [root, ...root.children]
        .filter(row => row.kind === kind)
        .map(row => ({ row, pipeline: root.label })),
    );
  }

  /** The pipeline of this id, where it was checked. */
  pipeline(id: string): LaunchpadPipeline | null {
    return this.result?.pipelines.find(({ pipeline }) => pipeline.id === id)?.pipeline ?? null;
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

  shown({ pipelines, more, place }: CheckedLaunchpad): ShownResult<PreflightNode> {
    return {
      roots: preflightTree(pipelines),
      description: place.workspace ?? '',
      message:
        pipelines.length === 0
          ? vscode.l10n.t('The launchpad of this workspace is empty.')
          : more
            ? vscode.l10n.t(
                'Only the first {0} pipelines are checked. There are more.',
                pipelines.length.toLocaleString(vscode.env.language),
              )
            : '',
    };
  }
}

/** What menus match on. */
const launchpadContexts: Readonly<Record<PreflightNode['kind'], string | null>> = {
  pipeline: rows.launchpadPipeline,
  missing: rows.launchpadMissing,
  selection: rows.launchpadSelection,
  detail: null,
};
