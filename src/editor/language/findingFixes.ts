import * as vscode from 'vscode';
import type { PlacedFinding } from '../../services/workspaceFindings.ts';
import { commands } from '../ids.ts';
import { diagnosticOf, rangeOfFinding } from './findingDiagnostic.ts';
import { isShown } from './findingsPublisher.ts';
import type { LanguageDeps } from './registerLanguage.ts';

/** Offers to add a missing secret, and to change a name to one that is like it. */
export function findingFixes({
  index,
  catalog,
  findings,
}: LanguageDeps): vscode.CodeActionProvider {
  return {
    provideCodeActions: ({ uri }, range) => {
      const file = index.file(uri.toString());
      if (!file || !isShown(file)) {
        return [];
      }
      return findings
        .of(file, catalog.current)
        .filter(finding => rangeOfFinding(finding).intersection(range))
        .flatMap(finding => fixesOf(uri, file.folder, finding));
    },
  };
}

function fixesOf(
  uri: vscode.Uri,
  folder: string | null,
  finding: PlacedFinding,
): vscode.CodeAction[] {
  const { QuickFix } = vscode.CodeActionKind;
  const made = diagnosticOf(finding);
  const actions = finding.replacements.map(name => {
    const action = new vscode.CodeAction(`Change to ${name}`, QuickFix);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.replace(uri, made.range, name);
    return action;
  });
  if (finding.code === 'missing-secret') {
    const add = new vscode.CodeAction(`Add the secret ${finding.name}…`, QuickFix);
    const argument = { name: finding.name, folder };
    add.command = { title: 'Add Secret', command: commands.addSecret, arguments: [argument] };
    add.isPreferred = true;
    actions.unshift(add);
  }
  for (const action of actions) {
    action.diagnostics = [made];
  }
  return actions;
}
