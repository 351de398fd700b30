import * as vscode from 'vscode';
import { lastingFailures } from '../../../core/views/runs/processLine.ts';
import { runLabel } from '../../../core/views/runs/runLabel.ts';
import { outcomeLine, whyEnded } from '../../../core/views/runs/runLine.ts';
import type { StoredRun } from '../../../services/ports/runs/runHost.ts';
import { commands } from '../../ids.ts';
import { refusalSteps } from '../../ui/presentFailure.ts';
import { offer } from '../../ui/showFailure.ts';
import { openPlaces } from '../launch/launchFolder.ts';

/**
 * Tells of an end that somebody should act on, and of any end that nobody can have seen because
 * the window had no focus. One that went well in front of somebody shows in the tree.
 */
export async function noticeEnd(run: StoredRun, focused: boolean): Promise<void> {
  const { record, outstanding } = run;
  const {
    state,
    work: { kind },
  } = record;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(record.folder));
  const fine =
    outstanding.length === 0 &&
    state.kind === 'ended' &&
    (kind === 'terminal' || ['succeeded', 'stopped'].includes(state.outcome));
  if (!folder || (fine && (focused || kind === 'terminal'))) {
    return;
  }
  const message = [
    `${runLabel(record, openPlaces())} ${outcomeLine(run).replace(' · ', '; ')}.`,
    ...why(run),
  ];
  const show = fine ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  await offer(actionsOf(run), titles => show(message.join(' '), ...titles));
}

function why({ record }: StoredRun): readonly string[] {
  const reason = whyEnded(record);
  return reason === null ? [] : [`${reason}.`];
}

function actionsOf({ record, outstanding }: StoredRun): readonly vscode.Command[] {
  const { run, work, progress } = record;
  const failed = lastingFailures(progress).some(({ then }) => then === 'ended-run');
  const action = (title: string, command: string): vscode.Command => ({
    title,
    command,
    arguments: [run],
  });
  return [
    ...(outstanding.length > 0 ? [action(vscode.l10n.t('Try Again'), commands.sweepRun)] : []),
    ...refusalSteps(progress.refused),
    ...(work.kind === 'terminal'
      ? []
      : [action(vscode.l10n.t('Show Output'), commands.showRunOutput)]),
    ...(failed ? [action(vscode.l10n.t('Open Task Log'), commands.openTaskLog)] : []),
  ];
}
