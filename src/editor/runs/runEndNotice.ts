import * as vscode from 'vscode';
import { outcomeLine } from '../../core/views/runWords.ts';
import type { StoredRun } from '../../services/ports.ts';
import { commands } from '../ids.ts';

/** Tells of an end that somebody should act on; one that went well shows in the tree. */
export async function noticeEnd({ record, outstanding, alive }: StoredRun): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(record.folder));
  const fine =
    record.state.kind === 'ended' && ['succeeded', 'stopped'].includes(record.state.outcome);
  if (!folder || (fine && outstanding.length === 0)) {
    return;
  }
  const script = record.script.split(/[\\/]/).at(-1) ?? record.script;
  const detail = record.state.kind === 'ended' ? record.state.detail : null;
  const message = [
    `${script} ${outcomeLine({ record, outstanding, alive }).replace(' · ', '; ')}.`,
    ...(detail === null ? [] : [detail]),
  ].join(' ');
  const show = 'Show Output';
  const again = 'Try Again';
  const chosen = await vscode.window.showWarningMessage(
    message,
    show,
    ...(outstanding.length > 0 ? [again] : []),
  );
  if (chosen === show) {
    await vscode.commands.executeCommand(commands.showRunOutput, record.run);
  } else if (chosen === again) {
    await vscode.commands.executeCommand(commands.sweepRun, record.run);
  }
}
