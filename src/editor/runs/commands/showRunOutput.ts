import * as vscode from 'vscode';
import { shellTerminal } from '../output/shellTerminal.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/** Shows a run's output in a terminal: all of it, and what follows if it lives. */
export async function showRunOutput(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Show Output'),
    fits: () => true,
    asks: true,
  });
  if (run) {
    await showRun(deps, run.record.run, { focus: true });
  }
}

/** Shows a run that may have been started a moment ago. */
export async function showRun(
  { registry, terminals }: RunsDeps,
  run: string,
  how: { readonly focus: boolean },
): Promise<void> {
  const known = registry.find(run);
  if (known?.record.work.kind === 'terminal') {
    (await shellTerminal(known.record))?.show();
    return;
  }
  if (!known) {
    await registry.refresh();
  }
  terminals.show(run, how);
}
