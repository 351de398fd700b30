import * as vscode from 'vscode';
import { parseRunId } from '../../../core/runs/record/runId.ts';
import type { RunHost } from '../../../services/ports/runs/runHost.ts';

/** Shows the output of runs as documents that nobody can change and nothing backs up. */
export class OutputDocuments implements vscode.TextDocumentContentProvider {
  readonly #host: RunHost;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(host: RunHost) {
    this.#host = host;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const run = parseRunId(uri.query);
    return run ? this.#host.readConsole(run, 0) : '';
  }

  /** All output so far; showing it again reads it again. */
  async show(run: string, label: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${label}.log`, query: run });
    this.#changed.fire(uri);
    await vscode.window.showTextDocument(uri, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

const scheme = 'nextflow-secrets-output';
