import * as vscode from 'vscode';
import { lastingFailures } from '../../core/views/runTasks.ts';
import { outcomeLine, runLabel } from '../../core/views/runWords.ts';
import type { StoredRun } from '../../services/ports.ts';
import { commands } from '../ids.ts';

/**
 * Tells of an end that somebody should act on, and of any end that nobody can have seen because
 * the window had no focus. One that went well in front of somebody shows in the tree.
 */
export async function noticeEnd(run: StoredRun, focused: boolean): Promise<void> {
  const { record, outstanding } = run;
  const { state, kind } = record;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(record.folder));
  const fine =
    outstanding.length === 0 &&
    state.kind === 'ended' &&
    (kind === 'terminal' || ['succeeded', 'stopped'].includes(state.outcome));
  if (!folder || (fine && (focused || kind === 'terminal'))) {
    return;
  }
  const message = [`${runLabel(record)} ${outcomeLine(run).replace(' · ', '; ')}.`, ...why(run)];
  const actions = actionsOf(run);
  const show = fine ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const chosen = await show(message.join(' '), ...Object.keys(actions));
  const command = chosen === undefined ? undefined : actions[chosen];
  if (command !== undefined) {
    await vscode.commands.executeCommand(command, record.run);
  }
}

function why({ record }: StoredRun): readonly string[] {
  const { state, progress } = record;
  const detail = state.kind === 'ended' ? (state.detail ?? progress.error) : null;
  return detail === null ? [] : [`${detail}.`];
}

function actionsOf({ record, outstanding }: StoredRun): Readonly<Record<string, string>> {
  const failed = lastingFailures(record.progress).some(({ then }) => then === 'ended-run');
  return {
    ...(outstanding.length > 0 && { 'Try Again': commands.sweepRun }),
    ...(record.kind !== 'terminal' && { 'Show Output': commands.showRunOutput }),
    ...(failed && { 'Open Task Log': commands.openTaskLog }),
  };
}
