import * as vscode from 'vscode';
import { type LaunchOptions, plainOptions } from '../../../core/runs/launch/launchOptions.ts';
import type { RunRecord } from '../../../core/runs/record/runRecord.ts';
import type { StoredRun } from '../../../services/ports/runs/runHost.ts';
import { launchFolder } from '../launch/launchFolder.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';
import { showRun } from './showRunOutput.ts';

/** Runs with the same options once more; the plan is shown, because secrets may have changed. */
export function runAgain(deps: RunsDeps, argument: unknown): Promise<string | null> {
  return again(deps, argument, vscode.l10n.t('Run Again'), options => options);
}

/** Runs again and takes what its own session has finished, whatever ran in the folder since. */
export function resumeRun(deps: RunsDeps, argument: unknown): Promise<string | null> {
  return again(deps, argument, vscode.l10n.t('Resume Run'), async (options, record) => ({
    ...options,
    resume: true,
    session: await deps.files.session(record),
  }));
}

async function again(
  deps: RunsDeps,
  argument: unknown,
  title: string,
  choose: (before: LaunchOptions, record: RunRecord) => LaunchOptions | Promise<LaunchOptions>,
): Promise<string | null> {
  const run = await pickRun(deps, argument, { title, fits: isRepeatable });
  const options = run && optionsOf(run.record);
  if (!options) {
    return null;
  }
  const { record } = run;
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(record.folder));
  if (!folder) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Open {0} first. Its secrets are known only there.', record.folder),
    );
    return null;
  }
  const outcome = await deps.flow.run(
    {
      folder: launchFolder(folder),
      work: { kind: 'pipeline', options: await choose(options, record) },
      test: record.test,
    },
    true,
  );
  if (outcome.kind !== 'started') {
    return null;
  }
  await showRun(deps, outcome.run, { focus: false });
  return outcome.run;
}

/** What a run was launched with; null where it was no pipeline. */
function optionsOf({ options, work, profiles }: RunRecord): LaunchOptions | null {
  return work.kind === 'pipeline' ? (options ?? { ...plainOptions(work.script), profiles }) : null;
}

function isRepeatable({ record, alive }: StoredRun): boolean {
  return !alive && record.work.kind === 'pipeline';
}
