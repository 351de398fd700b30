import * as vscode from 'vscode';
import { iconLabel } from '../../../core/iconLabel.ts';
import { parseRunId } from '../../../core/runs/record/runId.ts';
import { runLabel } from '../../../core/views/runs/runLabel.ts';
import type { StoredRun } from '../../../services/ports/runs/runHost.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/** Writes a run's output, redacted as it is shown, to a file of the developer's choice. */
export async function saveOutput(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Save Output'),
    fits: hasOutput,
  });
  const id = run ? parseRunId(run.record.run) : null;
  if (!run || !id) {
    return;
  }
  const { folder } = run.record;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save Output'),
    defaultUri: vscode.Uri.file(`${folder}/${fileName(runLabel(run.record, []))}-${id}.log`),
    filters: { Log: ['log', 'txt'] },
  });
  if (target) {
    const text = await deps.host.readConsole(id, 0);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    void vscode.window.setStatusBarMessage(
      iconLabel`$(check) ${vscode.l10n.t('The output is saved')}`,
      5000,
    );
  }
}

/** Shows a run's whole output in an editor: to search, and where a terminal forgets lines. */
export async function openOutput(deps: RunsDeps, argument: unknown): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Open Whole Output'),
    fits: hasOutput,
    asks: true,
  });
  if (run) {
    await deps.outputs.show(run.record.run, runLabel(run.record, openPlaces()));
  }
}

/** A label as a name in one folder. */
function fileName(label: string): string {
  return label.replaceAll(/[\\/:]+/g, '-');
}

/** A terminal's output is its own. */
function hasOutput({ record }: StoredRun): boolean {
  return record.work.kind !== 'terminal';
}
