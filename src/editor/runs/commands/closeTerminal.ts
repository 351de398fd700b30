import * as vscode from 'vscode';
import { showFailure } from '../../ui/showFailure.ts';
import { shellTerminal } from '../output/shellTerminal.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/** Takes the copies from a terminal, and closes it: in its shell they would be missed. */
export async function closeTerminal(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Close Terminal'),
    fits: ({ alive, record }) => alive && record.work.kind === 'terminal',
    asks: true,
  });
  if (!run) {
    return;
  }
  const terminal = await shellTerminal(run.record);
  const stopped = await deps.registry.stop(run.record.run);
  terminal?.dispose();
  if (!stopped.ok) {
    showFailure(stopped.error);
  }
}
