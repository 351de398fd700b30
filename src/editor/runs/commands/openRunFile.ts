import * as vscode from 'vscode';
import type { Failure } from '../../../core/failure.ts';
import { escapeIcons } from '../../../core/iconLabel.ts';
import type { Result } from '../../../core/result.ts';
import { lastingFailures } from '../../../core/views/runs/processLine.ts';
import type { StoredRun } from '../../../services/ports/runs/runHost.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { hashOf, pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/** Opens Nextflow's own log of a run, also when later runs have written newer ones. */
export async function openNextflowLog(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Open Nextflow Log'),
    fits: isPipeline,
    asks: true,
  });
  if (run) {
    await open(await deps.files.log(run.record));
  }
}

/** Opens what a failed task printed. */
export async function openTaskLog(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Open Task Log'),
    fits: hasFailures,
    asks: true,
  });
  const hash = run ? await pickTask(run, argument, vscode.l10n.t('Open Task Log')) : null;
  if (run && hash !== null) {
    await open(await deps.files.taskLog(run.record, hash));
  }
}

/** Shows a failed task's work folder; for a run on which nothing failed that of all tasks. */
export async function openWorkFolder(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Open Work Folder'),
    fits: isPipeline,
    asks: true,
  });
  if (!run) {
    return;
  }
  const whole = argument !== undefined && hashOf(argument) === null;
  const hash = whole ? null : await pickTask(run, argument, vscode.l10n.t('Open Work Folder'));
  const folder = await deps.files.workFolder(run.record, hash);
  if (folder.ok) {
    await revealFolder(folder.value);
  } else {
    showFailure(folder.error);
  }
}

/** Shows a folder in the Explorer, or in a window of its own where it is none of this one's. */
export async function revealFolder(path: string): Promise<void> {
  const folder = vscode.Uri.file(path);
  if (vscode.workspace.getWorkspaceFolder(folder)) {
    await vscode.commands.executeCommand('revealInExplorer', folder);
  } else {
    await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
  }
}

/** The task of the row, the only one that failed, or the one that is picked. */
async function pickTask(
  { record }: StoredRun,
  argument: unknown,
  title: string,
): Promise<string | null> {
  const hash = hashOf(argument);
  const [only, another] = lastingFailures(record.progress);
  if (hash !== null || !another) {
    return hash ?? only?.hash ?? null;
  }
  const picked = await vscode.window.showQuickPick(
    lastingFailures(record.progress).map(failure => ({
      label: escapeIcons(failure.task),
      description: failure.exit === null ? '' : vscode.l10n.t('exit code {0}', failure.exit),
      hash: failure.hash,
    })),
    { title, placeHolder: vscode.l10n.t('Failed task') },
  );
  return picked?.hash ?? null;
}

async function open(path: Result<string, Failure>): Promise<void> {
  if (path.ok) {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(path.value));
  } else {
    showFailure(path.error);
  }
}

function isPipeline({ record }: StoredRun): boolean {
  return record.work.kind === 'pipeline';
}

function hasFailures({ record }: StoredRun): boolean {
  return lastingFailures(record.progress).length > 0;
}
