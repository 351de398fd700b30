import * as vscode from 'vscode';
import { declareSecret } from '../../core/language/declareSecret.ts';
import type { Finding } from '../../core/language/findFindings.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { analysisOf, rangeOf } from './indexedDocument.ts';

/** Offers to declare a secret whose value a script has in it; none where that would do another thing. */
export function declaringFix(
  document: vscode.TextDocument,
  { name, span }: Finding,
  index: PipelineIndex,
): vscode.CodeAction[] {
  const references = analysisOf(document, index)?.references ?? [];
  const reference = references.find(it => it.span.start === span.start && it.name === name);
  const edits = reference && declareSecret(document.getText(), reference, references);
  if (!edits) {
    return [];
  }
  const title = vscode.l10n.t("Declare secret '{0}' and read it from the task’s environment", name);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.isPreferred = true;
  action.edit = new vscode.WorkspaceEdit();
  for (const edit of edits) {
    action.edit.replace(document.uri, rangeOf(document, edit.span), edit.text);
  }
  return [action];
}
