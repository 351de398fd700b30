import * as vscode from 'vscode';
import { count, listed } from '../../../core/count.ts';
import { runLabel } from '../../../core/views/runs/runLabel.ts';
import type { StoredRun } from '../../../services/ports/ports.ts';
import type { Invoked } from '../../registerCommands.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/**
 * Tries again to remove the copies that a run left. They are meant to be gone, so nothing is asked
 * but after a key, which is soon pressed by mistake.
 */
export async function sweepRun(deps: RunsDeps, argument: unknown, how: Invoked): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: 'Try Again to Remove Copies',
    fits: ({ alive, outstanding }) => !alive && outstanding.length > 0,
    asks: true,
  });
  if (!run || (how.byKey && !(await sure(run)))) {
    return;
  }
  const swept = await working(
    'Removing copies',
    signal => deps.registry.sweep(run.record.run, signal),
    { cancellable: false, quiet: true },
  );
  if (swept.ok) {
    void vscode.window.setStatusBarMessage('$(check) All copies are removed', 5000);
  } else {
    showFailure(swept.error);
  }
}

async function sure({ record, outstanding }: StoredRun): Promise<boolean> {
  const copies = count(outstanding.length, 'copy', 'copies');
  const left = outstanding.map(({ key, manager }) => `${key} (${manager})`);
  const chosen = await vscode.window.showWarningMessage(
    `Remove ${copies} that ${runLabel(record, openPlaces())} left?`,
    { modal: true, detail: `${listed(left, 10)}\n\n${record.script}` },
    'Remove',
  );
  return chosen === 'Remove';
}
