import * as vscode from 'vscode';
import type { Subscription } from '../../services/async/event.ts';
import { Pause } from '../../services/async/pause.ts';
import type { IndexedFile } from '../../services/index/indexedFile.ts';
import { settings } from '../ids.ts';
import { readSetting } from '../settings.ts';
import { diagnosticOf, moreFindings } from './diagnosticOf.ts';
import type { LanguageDeps } from './languageDeps.ts';

/** So many findings of files that are not open are shown: more than anybody reads. */
const limit = 2000;

/** Keeps the Problems view in step with the whole workspace, open or not, and with the catalog. */
export class FindingsPublisher {
  readonly #deps: LanguageDeps;
  readonly #collection = vscode.languages.createDiagnosticCollection('nextflow-secrets');
  readonly #owned: readonly Subscription[];
  /** What stands in the Problems view, by the file's URI, to change only what has changed. */
  #shown: ReadonlyMap<string, string> = new Map();

  constructor(deps: LanguageDeps, onDidChange: vscode.Event<void>) {
    this.#deps = deps;
    const pause = new Pause({
      later: deps.later,
      act: () => {
        this.#show();
      },
    });
    const soon = (): void => {
      pause.soon();
    };
    this.#owned = [
      this.#collection,
      pause,
      onDidChange(soon),
      vscode.workspace.onDidOpenTextDocument(soon),
      vscode.workspace.onDidCloseTextDocument(soon),
    ];
    soon();
  }

  dispose(): void {
    this.#owned.forEach(owned => {
      owned.dispose();
    });
  }

  #show(): void {
    const { index, catalog } = this.#deps;
    const wanted = new Map<string | null, boolean>();
    const files = index.files.filter(file => {
      const is = wanted.get(file.folder) ?? isShown(file);
      wanted.set(file.folder, is);
      return is;
    });
    const first = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
    const shown = this.#deps.findings.shown(files, catalog.current, { first, limit });
    const made = new Map([...shown.files].map(([uri, found]) => [uri, found.map(diagnosticOf)]));
    const [cut] = shown.hidden.files;
    if (cut !== undefined) {
      made.set(cut, [moreFindings(shown.hidden, limit)]);
    }
    this.#replace(made);
  }

  #replace(made: ReadonlyMap<string, vscode.Diagnostic[]>): void {
    const texts = new Map([...made].map(([uri, found]) => [uri, JSON.stringify(found)]));
    for (const [uri, found] of made) {
      if (this.#shown.get(uri) !== texts.get(uri)) {
        this.#collection.set(vscode.Uri.parse(uri), found);
      }
    }
    for (const uri of this.#shown.keys()) {
      if (!made.has(uri)) {
        this.#collection.delete(vscode.Uri.parse(uri));
      }
    }
    this.#shown = texts;
  }
}

/** Whether a file's findings are wanted, which a folder's settings say. */
export function isShown({ folder, uri }: IndexedFile): boolean {
  return readSetting(settings.findings, vscode.Uri.parse(folder ?? uri));
}
