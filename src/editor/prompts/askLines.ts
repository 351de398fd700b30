import * as vscode from 'vscode';
import { panels } from '../ids.ts';
import { linesPage } from './linesPage.ts';

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
    panel.webview.html = linesPage(name, crypto.randomUUID());
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const { type, text } = readMessage(message);
      if (type === 'ready') {
        void panel.webview.postMessage({ text: start });
      } else {
        resolve(type === 'save' ? unchanged(start, text) : null);
        panel.dispose();
      }
    });
    panel.onDidDispose(() => {
      resolve(null);
    });
  });
}

/** A text area knows line feeds alone: what nobody changed keeps the line ends that it had. */
function unchanged(start: string, text: string): string {
  return start.replaceAll(/\r\n?/g, '\n') === text ? start : text;
}

function readMessage(message: unknown): { type: 'ready' | 'save' | 'cancel'; text: string } {
  const { type, text } = message as { type?: unknown; text?: unknown };
  return {
    type: type === 'ready' || type === 'save' ? type : 'cancel',
    text: typeof text === 'string' ? text : '',
  };
}
