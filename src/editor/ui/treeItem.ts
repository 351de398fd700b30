import * as vscode from 'vscode';
import type { Row } from '../../core/views/row.ts';
import { inOneLine, spokenLabel } from '../../core/words/spokenLabel.ts';

/** What a view decides for a row. */
interface Look {
  /** Whether its children show from the start. */
  readonly open: boolean;
  readonly tooltip: string | vscode.MarkdownString;
  /** What menus match on. */
  readonly context: string | null;
}

/** A row of a tree as the editor takes it. */
export function treeItem(row: Row<unknown>, { open, tooltip, context }: Look): vscode.TreeItem {
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(
    inOneLine(row.label),
    row.children.length === 0 ? None : open ? Expanded : Collapsed,
  );
  item.id = row.id;
  item.description = inOneLine(row.description);
  item.tooltip = tooltip;
  item.iconPath = new vscode.ThemeIcon(
    row.icon,
    row.color === null ? undefined : new vscode.ThemeColor(row.color),
  );
  item.accessibilityInformation = { label: spokenLabel(row.spoken) };
  if (context !== null) {
    item.contextValue = context;
  }
  return item;
}
