import * as vscode from 'vscode';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import type { PlacedFinding } from '../../services/index/workspaceFindings.ts';
import { commandOf } from '../commandArguments.ts';
import { commands } from '../ids.ts';
import { declaringFix } from './declaringFix.ts';
import { diagnosticOf, rangeOfFinding } from './diagnosticOf.ts';
import { isShown } from './findingsPublisher.ts';
import { rangeOf } from './indexedDocument.ts';
import type { LanguageDeps } from './languageDeps.ts';

/** Offers to add a missing secret, to change a name to one like it, and to declare what leaks. */
export function findingFixes({
  index,
  catalog,
  findings,
}: LanguageDeps): vscode.CodeActionProvider {
  return {
    provideCodeActions: (document, range) => {
      const file = index.file(document.uri.toString());
      if (!file || !isShown(file)) {
        return [];
      }
      return findings
        .of(file, catalog.current)
        .filter(finding => rangeOfFinding(finding).intersection(range))
        .flatMap(finding => fixesOf({ document, folder: file.folder, index }, finding));
    },
  };
}

interface FixDeps {
  readonly document: vscode.TextDocument;
  readonly folder: string | null;
  readonly index: PipelineIndex;
}

function fixesOf(
  { document, folder, index }: FixDeps,
  finding: PlacedFinding,
): vscode.CodeAction[] {
  const { QuickFix } = vscode.CodeActionKind;
  const made = diagnosticOf(finding);
  const actions = finding.replacements.map(name => {
    const action = new vscode.CodeAction(vscode.l10n.t('Change to {0}', name), QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(document.uri, made.range, name);
    return action;
  });
  if (finding.edits && finding.edits.length > 0) {
    const action = new vscode.CodeAction(vscode.l10n.t('Write What Nextflow Expects'), QuickFix);
    action.isPreferred = true;
    action.edit = new vscode.WorkspaceEdit();
    for (const edit of finding.edits) {
      action.edit.replace(document.uri, rangeOf(document, edit.span), edit.text);
    }
    actions.push(action);
  }
  if (finding.code === 'missing-secret') {
    const add = new vscode.CodeAction(vscode.l10n.t('Add the secret {0}…', finding.name), QuickFix);
    add.command = commandOf(commands.addSecret, vscode.l10n.t('Add Secret'), {
      name: finding.name,
      folder,
    });
    add.isPreferred = true;
    actions.unshift(add);
  }
  if (finding.code === 'value-in-script') {
    actions.push(...declaringFix(document, finding, index));
  }
  for (const action of actions) {
    action.diagnostics = [made];
  }
  return actions;
}
