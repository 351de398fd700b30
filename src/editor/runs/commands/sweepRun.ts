import * as vscode from 'vscode';
import { pickRun } from '../pickRun.ts';
import type { RunsDeps } from '../runsDeps.ts';

/** Tries again to remove the copies that a run left. */
export async function sweepRun(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: 'Try Again to Remove Copies',
    fits: ({ alive, outstanding }) => !alive && outstanding.length > 0,
  });
  if (!run) {
    return;
  }
  const swept = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: 'Removing copies' },
    () => deps.registry.sweep(run.record.run, new AbortController().signal),
  );
  if (swept.ok) {
    void vscode.window.setStatusBarMessage('$(check) All copies are removed', 5000);
  } else {
    deps.showFailure(swept.error);
  }
}
