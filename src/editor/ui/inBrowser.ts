import * as vscode from 'vscode';

/** Whether this window is a page of a browser, which keeps SecretStorage in the page's own storage. */
export function inBrowser(): boolean {
  return vscode.env.uiKind === vscode.UIKind.Web;
}
