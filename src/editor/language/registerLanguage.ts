import * as vscode from 'vscode';
import type { Subscription } from '../../services/async/event.ts';
import { Pause } from '../../services/async/pause.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { WorkspaceFindings } from '../../services/index/workspaceFindings.ts';
import { textField } from '../commandArguments.ts';
import { commands } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import { completionProvider, referenceProvider } from './completionProvider.ts';
import { selector } from './files.ts';
import { findingFixes } from './findingFixes.ts';
import { FindingsPublisher } from './findingsPublisher.ts';
import { hoverProvider, referenceAt } from './hoverProvider.ts';
import type { LanguageDeps } from './languageDeps.ts';
import { lensProvider } from './lensProvider.ts';

/** Brings lenses, hovers, findings, completion and references to life. */
export function registerLanguage(context: Omit<LanguageDeps, 'findings'>): readonly Subscription[] {
  const deps = { ...context, findings: new WorkspaceFindings() };
  const changed = new vscode.EventEmitter<void>();
  const fire = (): void => {
    changed.fire();
  };
  const paused = new vscode.EventEmitter<void>();
  const pause = new Pause({
    later: deps.later,
    act: () => {
      paused.fire();
    },
  });
  const { languages } = vscode;
  return [
    changed,
    paused,
    pause,
    changed.event(() => {
      pause.soon();
    }),
    deps.catalog.onDidChange(fire),
    deps.index.onDidChange(fire),
    vscode.workspace.onDidChangeConfiguration(fire),
    vscode.workspace.onDidGrantWorkspaceTrust(fire),
    languages.registerCodeLensProvider(selector, lensProvider(deps, paused.event)),
    languages.registerHoverProvider(selector, hoverProvider(deps)),
    languages.registerCompletionItemProvider(selector, completionProvider(deps), '.', "'", '"'),
    languages.registerReferenceProvider(selector, referenceProvider(deps)),
    new FindingsPublisher(deps, changed.event),
    languages.registerCodeActionsProvider(selector, findingFixes(deps), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
    ...registerCommands(deps, { [commands.revealSecret]: revealSecret }),
  ];
}

async function revealSecret({ index, view }: LanguageDeps, argument: unknown): Promise<void> {
  const { name, folder } = revealTarget(argument, index);
  if (name === null) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Put the caret on the name of a secret first.'),
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
