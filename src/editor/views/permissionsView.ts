import * as vscode from 'vscode';
import type { Cloud } from '../../core/failure.ts';
import { permissionTree, type PermissionNode } from '../../core/views/permissionTree.ts';
import type { Checked } from '../../services/permissionCheck.ts';
import { cloudName } from '../../core/words/cloudName.ts';
import { commands, contextKeys, rows, views } from '../ids.ts';
import type { KeyedView } from '../registerCommands.ts';
import { RowIds } from './rowIds.ts';
import { treeItem } from './treeItem.ts';

/** The tree of what was checked last. It is there once something was. */
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

  async show(cloud: Cloud, checked: Checked): Promise<void> {
    this.#cloud = cloud;
    this.#roots = permissionTree(checked);
    this.#ids.update(this.#roots);
    await vscode.commands.executeCommand('setContext', contextKeys.permissionsChecked, true);
    this.#view.description = cloudName[cloud];
    this.#changed.fire();
    await vscode.commands.executeCommand(`${views.permissions}.focus`);
  }

  getChildren(node?: PermissionNode): PermissionNode[] {
    return [...(node?.children ?? this.#roots)];
  }

  getTreeItem(node: PermissionNode): vscode.TreeItem {
    const item = treeItem(
      { ...node, id: this.#ids.of(node) },
      {
        open: node.icon === 'error', // What is missing lies open.
        tooltip: node.tooltip,
        context: contextValues[node.kind],
      },
    );
    if (node.kind === 'unnamedRole') {
      item.command = { command: commands.nameRole, title: 'Name Role', arguments: [node] };
    }
    return item;
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }
}

/** What menus match on. */
const contextValues: Readonly<Record<PermissionNode['kind'], string>> = {
  role: rows.role,
  unnamedRole: rows.unnamedRole,
  missing: rows.missingPermission,
  statement: rows.permission,
  action: rows.permission,
};
