import * as vscode from 'vscode';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';
import { revealFolder } from './openRunFile.ts';

/** Shows the folder that a run was launched from: `.nextflow.log` and `work` are there. */
export async function openRunFolder(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Open Launch Folder'),
    fits: () => true,
    asks: true,
  });
  if (run) {
    await revealFolder(run.record.launchFolder);
  }
}
