import * as vscode from 'vscode';

/** Shows plans as Markdown previews of documents that exist only in memory. */
export class PlanDocuments implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;
  #text = '';

  constructor() {
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /** Replaces the plan that was shown before: there is one launch at a time to decide on. */
  async show(text: string): Promise<void> {
    this.#text = text;
    this.#changed.fire(planUri);
    await vscode.commands.executeCommand('markdown.showPreview', planUri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}

const scheme = 'nextflow-secrets-plan';
const planUri = vscode.Uri.from({ scheme, path: '/Run Plan.md' });
