import * as vscode from 'vscode';
import type { Cloud, CloudFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import {
  type PermissionNode,
  permissionTree,
  uncheckedTree,
} from '../../core/views/permissionTree.ts';
import { cloudName } from '../../core/words/cloudName.ts';
import type { CheckedRoles } from '../../services/permissions/checkRoles.ts';
import { commandOf } from '../commandArguments.ts';
import { commands, contextKeys, rows, views } from '../ids.ts';
import type { KeyedView } from '../registerCommands.ts';
import { presentFailure } from '../ui/presentFailure.ts';
import { ResultTree, type ShownResult } from '../ui/resultTree.ts';
import { RowIds } from '../ui/rowIds.ts';
import { treeItem } from '../ui/treeItem.ts';

/** What was checked in a cloud, or why nothing could be. */
export interface CheckedCloud {
  readonly cloud: Cloud;
  readonly checked: Result<CheckedRoles, CloudFailure>;
}

/** The tree of what was checked last, or why nothing could be. It is there once something was. */
export class PermissionsView extends ResultTree<CheckedCloud, PermissionNode> implements KeyedView {
  readonly id = views.permissions;
  readonly #ids = new RowIds();

  constructor() {
    super(views.permissions, contextKeys.permissionsChecked);
  }

  get beingRead(): boolean {
    return this.#ids.beingRead;
  }

  /** The cloud that was checked last. */
  get cloud(): Cloud | null {
    return this.result?.cloud ?? null;
  }

  /** The cloud of which nothing could be looked at; null where that was checked. */
  get unchecked(): Cloud | null {
    return this.roots.some(({ kind }) => kind === 'unchecked') ? this.cloud : null;
  }

  override update(result: CheckedCloud): void {
    super.update(result);
    this.#ids.update(this.roots); // The editor reads the rows later.
  }

  shown({ cloud, checked }: CheckedCloud): ShownResult<PermissionNode> {
    const roots = checked.ok ? permissionTree(checked.value) : whyUnchecked(cloud, checked.error);
    return { roots, description: cloudName[cloud], message: '' };
  }

  getTreeItem(node: PermissionNode): vscode.TreeItem {
    const item = treeItem(
      { ...node, id: this.#ids.of(node) },
      {
        open: node.icon === 'error' || node.kind === 'unchecked', // What is missing lies open.
        tooltip: node.tooltip,
        context: permissionContexts[node.kind],
      },
    );
    if (node.kind === 'unnamedRole') {
      item.command = commandOf(commands.nameRole, vscode.l10n.t('Name Role'), node);
    } else if (node.step) {
      const { arguments: given = [], ...step } = node.step;
      item.command = { ...step, arguments: [...given] };
    }
    return item;
  }
}

function whyUnchecked(cloud: Cloud, failure: CloudFailure): readonly PermissionNode[] {
  const { actions } = presentFailure(failure);
  // What reads secrets again would leave the permissions unchecked.
  const steps = actions.filter(({ command }) => command !== commands.refreshSecrets);
  const again = commandOf(commands.checkPermissions, vscode.l10n.t('Check Again'), { cloud });
  return uncheckedTree({ cloud, failure, steps: [...steps, again] });
}

/** What menus match on. */
export const permissionContexts: Readonly<Record<PermissionNode['kind'], string | null>> = {
  role: rows.role,
  unnamedRole: rows.unnamedRole,
  missing: rows.missingPermission,
  statement: rows.permission,
  action: rows.permission,
  unchecked: null,
  step: null,
};
