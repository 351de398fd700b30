import * as vscode from 'vscode';
import type { Invoked } from '../../registerCommands.ts';
import { pickRun, runOf } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';
import { forgetRun } from './forgetRun.ts';
import { stopRun } from './stopRun.ts';
import { sweepRun } from './sweepRun.ts';

/**
 * What the key Delete does to a run: stops one that lives, tries again to remove the copies that
 * one has left, and takes one that is over from the history.
 */
export async function removeRun(deps: RunsDeps, argument: unknown, how: Invoked): Promise<void> {
  if (deps.registry.broken.some(({ run }) => run !== null && run === runOf(argument))) {
    await forgetRun(deps, argument, how);
    return;
  }
  const title = vscode.l10n.t('Stop or Remove Run');
  const run = await pickRun(deps, argument, { title, fits: () => true, asks: true });
  if (!run) {
    return;
  }
  const { alive, outstanding, record } = run;
  if (alive) {
    await stopRun(deps, record.run, how);
  } else if (outstanding.length > 0) {
    await sweepRun(deps, record.run, how);
  } else {
    await forgetRun(deps, record.run, how);
  }
}
