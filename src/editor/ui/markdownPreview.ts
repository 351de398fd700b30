import * as vscode from 'vscode';

/** VS Code's own preview as an editor, which can be opened without the focus. */
const previewEditor = 'vscode.markdown.preview.editor';

/** Shows text as a Markdown preview of a document that exists only in memory. */
export class MarkdownPreview implements vscode.TextDocumentContentProvider {
  readonly #uri: vscode.Uri;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration: vscode.Disposable;
  readonly onDidChange = this.#changed.event;
  #text = '';

  /** `name` is what the tab shows, say `Run Plan`. */
  constructor(scheme: string, name: string) {
    this.#uri = vscode.Uri.from({ scheme, path: `/${name}.md` });
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(): string {
    return this.#text;
  }

  /** Replaces what was shown before. `beside`: what has the focus keeps it. */
  async show(text: string, { beside = false }: { readonly beside?: boolean } = {}): Promise<void> {
    this.update(text);
    await (beside
      ? vscode.commands.executeCommand('vscode.openWith', this.#uri, previewEditor, {
          preserveFocus: true,
        })
      : vscode.commands.executeCommand('markdown.showPreview', this.#uri));
  }

  /** Replaces what is shown, where it is. */
  update(text: string): void {
    this.#text = text;
    this.#changed.fire(this.#uri);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
