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
import { RowIds } from '../ui/rowIds.ts';
import { setContext } from '../ui/setContext.ts';
import { treeItem } from '../ui/treeItem.ts';

/** The tree of what was checked last, or why nothing could be. It is there once something was. */
export class PermissionsView implements vscode.TreeDataProvider<PermissionNode>, KeyedView {
  readonly id = views.permissions;
  readonly #view: vscode.TreeView<PermissionNode>;
  readonly #ids = new RowIds();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  #cloud: Cloud | null = null;
  #roots: readonly PermissionNode[] = [];

  constructor() {
    this.#view = vscode.window.createTreeView(views.permissions, { treeDataProvider: this });
  }

  get beingRead(): boolean {
    return this.#ids.beingRead;
  }

  /** The cloud that was checked last. */
  get cloud(): Cloud | null {
    return this.#cloud;
  }

  get roots(): readonly PermissionNode[] {
    return this.#roots;
  }

  /** The cloud of which nothing could be looked at; null where that was checked. */
  get unchecked(): Cloud | null {
    return this.#roots.some(({ kind }) => kind === 'unchecked') ? this.#cloud : null;
  }

  show(cloud: Cloud, checked: Result<CheckedRoles, CloudFailure>): void {
    this.#cloud = cloud;
    this.#roots = checked.ok ? permissionTree(checked.value) : whyUnchecked(cloud, checked.error);
    this.#ids.update(this.#roots);
    setContext({ [contextKeys.permissionsChecked]: true });
    this.#view.description = cloudName[cloud];
    this.#changed.fire();
  }

  async focus(): Promise<void> {
    await vscode.commands.executeCommand(`${views.permissions}.focus`);
  }

  getChildren(node?: PermissionNode): PermissionNode[] {
    return [...(node?.children ?? this.#roots)];
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

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
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
