import type * as vscode from 'vscode';

export function activate(_context: vscode.ExtensionContext): void {
  // Parts are composed here as they come.
}
