import * as vscode from 'vscode';
import { shortened } from '../../core/count.ts';

/** What every tree's rows have. */
interface Row {
  /** Stays the same while what the row stands for does, so that it stays open and selected. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of a codicon, say `key`. */
  readonly icon: string;
  /** Id of a theme color for the icon, say `list.warningForeground`. */
  readonly color: string | null;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly children: readonly unknown[];
}

/** What a view decides for a row. */
interface Look {
  /** Whether its children show from the start. */
  readonly open: boolean;
  readonly tooltip: string | vscode.MarkdownString;
  /** What menus match on. */
  readonly context: string | null;
}

/** Characters after which listening to a row becomes a burden; its tooltip has the whole. */
const spokenMost = 250;

/** A row of a tree as the editor takes it. */
export function treeItem(row: Row, { open, tooltip, context }: Look): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(
    row.label,
    row.children.length === 0 ? None : open ? Expanded : Collapsed,
  );
  item.id = row.id;
  item.description = row.description;
  item.tooltip = tooltip;
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.color === null ? undefined : new vscode.ThemeColor(row.color),
  );
  item.accessibilityInformation = { label: shortened(row.spoken, spokenMost) };
  if (context !== null) {
    item.contextValue = context;
  }
  return item;
}
