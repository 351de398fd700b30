import * as vscode from 'vscode';
import { panels } from '../ids.ts';
import { linesAnswer, linesPage } from './linesPage.ts';

/**
 * Asks for a value of several lines in a panel of its own.
 *
 * Not in a document: VS Code backs changed documents up to disk. A panel's text is only in memory,
 * and gone when the panel closes. Null where it was cancelled.
 */
export function askLines(name: string, start: string): Promise<string | null> {
  return new Promise(resolve => {
    const panel = vscode.window.createWebviewPanel(
      panels.lines,
      vscode.l10n.t('Value of {0}', name),
      vscode.ViewColumn.Active,
      { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [] },
    );
    panel.webview.html = linesPage(name, vscode.env.language, crypto.randomUUID());
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const answer = linesAnswer(start, message);
      if (answer.kind === 'ready') {
        void panel.webview.postMessage({ text: start });
      } else {
        resolve(answer.text);
        panel.dispose();
      }
    });
    panel.onDidDispose(() => {
      resolve(null);
    });
  });
}
