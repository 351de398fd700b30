import * as vscode from 'vscode';
import { span } from '../../../core/age.ts';
import type { Failure } from '../../../core/failure.ts';
import type { RunRecord } from '../../../core/runs/record/runRecord.ts';
import { workPath } from '../../../core/runs/record/runWork.ts';
import { baseName, runLabel } from '../../../core/views/runs/runLabel.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import type { Invoked } from '../../registerCommands.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { pickRun } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';
import { closeTerminal } from './closeTerminal.ts';

/** Milliseconds after which somebody who waits is offered not to. */
const timeout = 5000;

/**
 * Stops a run: its tasks are ended and its copies removed. Nothing is lost that a resumed run
 * does not find again, so nothing is asked but after a key, which is soon pressed by mistake.
 */
export async function stopRun(deps: RunsDeps, argument: unknown, how: Invoked): Promise<void> {
  const run = await pickRun(deps, argument, {
    title: vscode.l10n.t('Stop Run'),
    fits: ({ alive }) => alive,
    asks: true,
  });
  if (!run || (how.byKey && !(await sure(run.record)))) {
    return;
  }
  if (run.record.work.kind === 'terminal') {
    await closeTerminal(deps, run.record.run);
    return;
  }
  const { work, folder, stopTimeout } = run.record;
  const title = vscode.l10n.t('Stopping {0}', baseName(workPath(work, folder)));
  const stopped = await working(
    title,
    () => stop(deps.registry, run.record.run, `${title}: ${ending(stopTimeout)}`),
    { cancellable: false, quiet: true },
  );
  if (stopped) {
    showFailure(stopped);
  }
}

async function sure(record: RunRecord): Promise<boolean> {
  const [question, detail, yes] =
    record.work.kind === 'terminal'
      ? ([
          vscode.l10n.t('Close the terminal with secrets?'),
          vscode.l10n.t('The programs that run in it will be stopped.'),
          vscode.l10n.t('Close'),
        ] as const)
      : ([
          vscode.l10n.t('Stop {0}?', runLabel(record, openPlaces())),
          vscode.l10n.t('Its tasks will be stopped. Use “Resume Run” to continue it later.'),
          vscode.l10n.t('Stop'),
        ] as const);
  const asked = { modal: true, detail: `${detail}\n\n${workPath(record.work, record.folder)}` };
  return (await vscode.window.showWarningMessage(question, asked, yes)) === yes;
}

function ending(stopTimeout: number): string {
  return vscode.l10n.t(
    'Nextflow is still stopping its tasks. It will be killed {0} after the stop request.',
    span(stopTimeout),
  );
}

async function stop(registry: RunRegistry, run: string, offer: string): Promise<Failure | null> {
  const stopped = await registry.stop(run);
  if (!stopped.ok) {
    return stopped.error;
  }
  const over = new AbortController();
  const timer = setTimeout(() => {
    void offerKill(registry, run, offer, over.signal); // Its failure shows as a run that goes on.
  }, timeout);
  try {
    await registry.ended(run, over.signal);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
  return null;
}

async function offerKill(
  registry: RunRegistry,
  run: string,
  offer: string,
  over: AbortSignal,
): Promise<void> {
  const kill = vscode.l10n.t('Kill Now');
  const chosen = await vscode.window.showWarningMessage(offer, kill);
  if (chosen === kill && !over.aborted) {
    await registry.stop(run);
  }
}
