import * as vscode from 'vscode';
import { Pause } from '../../services/async/pause.ts';
import { type NextflowEnvironment, parserOf } from '../../services/index/parserOf.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { WorkspaceFindings } from '../../services/index/workspaceFindings.ts';
import { textField } from '../commandArguments.ts';
import { commands } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import type { Registration } from '../registration.ts';
import { completionProvider, referenceProvider } from './completionProvider.ts';
import { findingFixes } from './findingFixes.ts';
import { FindingsPublisher } from './findingsPublisher.ts';
import { hoverProvider, referenceAt } from './hoverProvider.ts';
import { selector } from './indexedDocument.ts';
import type { LanguageDeps } from './languageDeps.ts';
import { lensProvider } from './lensProvider.ts';

/** What the language features of the editor stand on. */
export type RegisterLanguageDeps = Omit<LanguageDeps, 'findings'> & {
  /** The environment of the editor, which runs get. */
  readonly env: NextflowEnvironment;
};

/** Brings lenses, hovers, findings, completion and references to life. */
export function registerLanguage(deps: RegisterLanguageDeps): Registration {
  const findings = new WorkspaceFindings(file => parserOf(file, deps.index.files, deps.env));
  const languageDeps = { ...deps, findings };
  const changed = new vscode.EventEmitter<void>();
  const fire = (): void => {
    changed.fire();
  };
  const paused = new vscode.EventEmitter<void>();
  const pause = new Pause({
    later: languageDeps.later,
    act: () => {
      paused.fire();
    },
  });
  const { languages } = vscode;
  const owned = [
    changed,
    paused,
    pause,
    changed.event(() => {
      pause.soon();
    }),
    languageDeps.catalog.onDidChange(fire),
    languageDeps.index.onDidChange(fire),
    vscode.workspace.onDidChangeConfiguration(fire),
    vscode.workspace.onDidGrantWorkspaceTrust(fire),
    languages.registerCodeLensProvider(selector, lensProvider(languageDeps, paused.event)),
    languages.registerHoverProvider(selector, hoverProvider(languageDeps)),
    languages.registerCompletionItemProvider(
      selector,
      completionProvider(languageDeps),
      '.',
      "'",
      '"',
    ),
    languages.registerReferenceProvider(selector, referenceProvider(languageDeps)),
    new FindingsPublisher(languageDeps, changed.event),
    languages.registerCodeActionsProvider(selector, findingFixes(languageDeps), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    ...registerCommands(languageDeps, { [commands.revealSecret]: revealSecret }).owned,
  ];
  return { owned };
}

async function revealSecret({ index, view }: LanguageDeps, argument: unknown): Promise<void> {
  const { name, folder } = revealTarget(argument, index);
  if (name === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Place the cursor on the name of a secret first.'),
    );
    return;
  }
  await view.reveal(name, folder);
}

/** The name that a lens gives, or the one under the caret. */
function revealTarget(
  argument: unknown,
  index: PipelineIndex,
): { name: string | null; folder: string | null } {
  const given = textField(argument, 'name');
  if (given !== null) {
    return { name: given, folder: textField(argument, 'folder') };
  }
  const editor = vscode.window.activeTextEditor;
  const reference = editor ? referenceAt(editor.document, editor.selection.active, index) : null;
  const folder = editor ? vscode.workspace.getWorkspaceFolder(editor.document.uri) : undefined;
  return { name: reference?.name ?? null, folder: folder?.uri.toString() ?? null };
}
