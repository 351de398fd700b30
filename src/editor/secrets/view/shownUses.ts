import * as vscode from 'vscode';
import { absenceSeverity } from '../../../core/arrival/absenceConsequences.ts';
import type { ShownUse } from '../../../core/views/secretNode.ts';
import type { PipelineIndex } from '../../../services/index/pipelineIndex.ts';

/** The index's uses with paths as people see them. */
export function shownUses(index: PipelineIndex): readonly ShownUse[] {
  return index.uses().map(({ file, reference, line, column }) => ({
    name: reference.name,
    folder: file.folder,
    uri: file.uri,
    path: vscode.workspace.asRelativePath(vscode.Uri.parse(file.uri), false),
    line,
    column,
    length: reference.span.end - reference.span.start,
    absence: absenceSeverity(reference),
  }));
}

/** The place of a use in its file. */
export function locationOf({ uri, line, column, length }: ShownUse): vscode.Location {
  const start = new vscode.Position(line - 1, column - 1);
  return new vscode.Location(
    vscode.Uri.parse(uri),
    new vscode.Range(start, start.translate(0, length)),
  );
}
