import * as vscode from 'vscode';
import { workPath } from '../../../core/runs/record/runWork.ts';
import { runLabel, runLine } from '../../../core/views/runs/runLabel.ts';
import type { Invoked } from '../../registerCommands.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/** Removes an ended run from the history, with its record and its output, after asking. */
export async function forgetRun(deps: RunsDeps, argument: unknown, how: Invoked): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Remove from History'),
    fits: ({ alive, outstanding }) => !alive && outstanding.length === 0,
    asks: true,
  });
  if (!run) {
    return;
  }
  const { record } = run;
  const yes = vscode.l10n.t('Remove');
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove this run of {0} from the history?', runLabel(record, openPlaces())),
    {
      modal: true,
      detail: vscode.l10n.t(
        '{0}\n{1}\n\nIts recorded output is deleted permanently. Its results and the files of Nextflow stay.',
        runLine(run, Date.now()),
        workPath(record.work, record.folder),
      ),
    },
    yes,
  );
  if (chosen !== yes) {
    return;
  }
  if (how.byKey) {
    await deps.view.moveFocusFrom(record.run);
  }
  const forgotten = await deps.registry.forget(record.run);
  if (!forgotten.ok) {
    showFailure(forgotten.error);
  }
}
