import * as vscode from 'vscode';
import { listed, plural } from '../../../core/count.ts';
import { iconLabel } from '../../../core/iconLabel.ts';
import { workPath } from '../../../core/runs/record/runWork.ts';
import { runLabel } from '../../../core/views/runs/runLabel.ts';
import type { StoredRun } from '../../../services/ports/runs/runHost.ts';
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
    title: vscode.l10n.t('Try Again to Remove Copies'),
    fits: ({ alive, outstanding }) => !alive && outstanding.length > 0,
    asks: true,
  });
  if (!run || (how.byKey && !(await sure(run)))) {
    return;
  }
  const swept = await working(
    vscode.l10n.t('Removing copies'),
    signal => deps.registry.sweep(run.record.run, signal),
    { cancellable: false, quiet: true },
  );
  if (swept.ok) {
    const label = runLabel(run.record, openPlaces());
    // It stands beside what is said of other runs.
    void vscode.window.setStatusBarMessage(
      iconLabel`$(check) ${vscode.l10n.t('All copies of {0} are removed', label)}`,
      5000,
    );
  } else {
    showFailure(swept.error);
  }
}

async function sure({ record, outstanding }: StoredRun): Promise<boolean> {
  const copies = plural(
    outstanding.length,
    vscode.l10n.t('1 copy'),
    vscode.l10n.t('{0} copies', outstanding.length),
  );
  const left = outstanding.map(({ key, manager }) => `${key} (${manager})`);
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Remove {0} that {1} left?', copies, runLabel(record, openPlaces())),
    { modal: true, detail: `${listed(left, 10)}\n\n${workPath(record.work, record.folder)}` },
    vscode.l10n.t('Remove'),
  );
  return chosen === vscode.l10n.t('Remove');
}
