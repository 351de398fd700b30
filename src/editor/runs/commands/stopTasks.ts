import * as vscode from 'vscode';
import { survivorLabel } from '../../../core/views/runs/runLabel.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/** Ends the tasks that have outlived a run's Nextflow; what they have done so far is lost. */
export async function stopTasks(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Stop Remaining Tasks'),
    fits: ({ record }) => record.survivors.length > 0,
    asks: true,
  });
  if (!run) {
    return;
  }
  const { survivors } = run.record;
  const one = survivors.length === 1;
  const stop = one ? vscode.l10n.t('Stop Task') : vscode.l10n.t('Stop Tasks');
  const chosen = await vscode.window.showWarningMessage(
    one
      ? vscode.l10n.t('Stop the task that still runs?')
      : vscode.l10n.t('Stop {0} tasks?', survivors.length),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Nextflow has ended, so nothing waits for {0}.\n\n{1}',
        one ? vscode.l10n.t('its result') : vscode.l10n.t('their results'),
        survivors.map(survivorLabel).join('\n'),
      ),
    },
    stop,
  );
  if (chosen !== stop) {
    return;
  }
  const stopped = await working(
    vscode.l10n.t('Stopping tasks'),
    () => deps.registry.stopSurvivors(run.record.run),
    { cancellable: false, quiet: true },
  );
  if (!stopped.ok) {
    showFailure(stopped.error);
  }
}
