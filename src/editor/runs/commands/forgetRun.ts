import * as vscode from 'vscode';
import { runLabel, runLine } from '../../../core/views/runs/runLabel.ts';
import type { Invoked } from '../../registerCommands.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/** Removes an ended run from the history, with its record and its output, after asking. */
export async function forgetRun(deps: RunsDeps, argument: unknown, how: Invoked): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: 'Remove from History',
    fits: ({ alive, outstanding }) => !alive && outstanding.length === 0,
    asks: true,
  });
  if (!run) {
    return;
  }
  const { record } = run;
  const yes = 'Remove';
  const chosen = await vscode.window.showWarningMessage(
    `Remove this run of ${runLabel(record, openPlaces())} from the history?`,
    {
      modal: true,
      detail: `${runLine(run, Date.now())}\n${record.script}\n\nIts output as it was shown goes for good; its results and Nextflow’s own files stay.`,
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
