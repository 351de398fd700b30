import * as vscode from 'vscode';
import { findFindings, type Finding } from '../../core/nextflow/findings.ts';
import type { Subscription } from '../../services/event.ts';
import { commands, settings } from '../ids.ts';
import { analysisOf, folderOf, rangeOf, selector } from './files.ts';
import type { LanguageDeps } from './registerLanguage.ts';

/** Waits this long after a change, in milliseconds: typing comes in bursts. */
const pause = 200;
const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Keeps the Problems view in step with open files and the catalog, and offers fixes. */
export class FindingsPublisher implements vscode.CodeActionProvider {
  readonly #deps: LanguageDeps;
  readonly #collection = vscode.languages.createDiagnosticCollection('nextflow-secrets');
  readonly #owned: readonly Subscription[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: LanguageDeps, onDidChange: vscode.Event<void>) {
    this.#deps = deps;
    const soon = (): void => {
      this.#soon();
    };
    this.#owned = [
      this.#collection,
      onDidChange(soon),
      vscode.workspace.onDidOpenTextDocument(soon),
      vscode.workspace.onDidChangeTextDocument(soon),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => {
        this.#collection.delete(uri);
      }),
      vscode.languages.registerCodeActionsProvider(selector, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    ];
    soon();
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.#findings(document)
      .filter(finding => rangeOf(document, finding.span).intersection(range))
      .flatMap(finding => fixes(document, finding));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#owned.forEach(owned => {
      owned.dispose();
    });
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      for (const document of vscode.workspace.textDocuments) {
        const findings = this.#findings(document);
        this.#collection.set(
          document.uri,
          findings.map(finding => diagnostic(document, finding)),
        );
      }
    }, pause);
  }

  #findings(document: vscode.TextDocument): readonly Finding[] {
    const matches = vscode.languages.match(selector, document) > 0;
    const analysis = matches ? analysisOf(document) : null;
    const shown = vscode.workspace
      .getConfiguration(undefined, document.uri)
      .get<boolean>(settings.findings, true);
    if (!analysis || !shown) {
      return [];
    }
    const here = this.#deps.catalog.current.forFolder(folderOf(document.uri));
    return [...findFindings(analysis, name => here.resolve(name))];
  }
}

function diagnostic(document: vscode.TextDocument, finding: Finding): vscode.Diagnostic {
  const range = rangeOf(document, finding.span);
  const made = new vscode.Diagnostic(range, finding.message, severities[finding.severity]);
  made.code = finding.code;
  made.source = 'Nextflow Secrets';
  return made;
}

function fixes(document: vscode.TextDocument, finding: Finding): vscode.CodeAction[] {
  const { QuickFix } = vscode.CodeActionKind;
  const made = diagnostic(document, finding);
  const actions = finding.replacements.map(name => {
    const action = new vscode.CodeAction(`Change to ${name}`, QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, made.range, name);
    return action;
  });
  if (finding.code === 'missing-secret') {
    const add = new vscode.CodeAction(`Add the secret ${finding.name}…`, QuickFix);
    const argument = { name: finding.name, folder: folderOf(document.uri) };
    add.command = { title: 'Add Secret', command: commands.addSecret, arguments: [argument] };
    add.isPreferred = true;
    actions.unshift(add);
  }
  for (const action of actions) {
    action.diagnostics = [made];
  }
  return actions;
}
