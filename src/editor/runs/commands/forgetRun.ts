import * as vscode from 'vscode';
import { listed } from '../../../core/count.ts';
import type { BrokenRun } from '../../../core/runs/record/brokenRun.ts';
import { workPath } from '../../../core/runs/record/runWork.ts';
import { runLabel } from '../../../core/views/runs/runLabel.ts';
import { runLine } from '../../../core/views/runs/runLine.ts';
import type { StoredRun } from '../../../services/ports/runs/runHost.ts';
import type { Invoked } from '../../registerCommands.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { pickRun, runOf } from '../view/pickRun.ts';
import type { RunsDeps } from '../view/runsDeps.ts';

/**
 * Removes a run that is over from the history, with its record and its output, after asking: also
 * one that may have left copies, and one that cannot be read, which nothing else ever ends.
 */
export async function forgetRun(deps: RunsDeps, argument: unknown, how: Invoked): Promise<void> {
  const broken = deps.registry.broken.find(({ run }) => run !== null && run === runOf(argument));
  const run = broken
    ? null
    : await pickRun(deps, argument, {
        title: vscode.l10n.t('Remove from History'),
        fits: ({ alive }) => !alive,
        asks: true,
      });
  const question = broken ? aboutBroken(broken) : run && aboutRun(run);
  if (!question) {
    return;
  }
  const yes = vscode.l10n.t('Remove');
  const { message, detail } = question;
  const chosen = await vscode.window.showWarningMessage(message, { modal: true, detail }, yes);
  if (chosen !== yes) {
    return;
  }
  if (how.byKey) {
    await deps.view.moveFocusFrom(question.run);
  }
  const forgotten = await deps.registry.forget(question.run, question.withCopies);
  if (!forgotten.ok) {
    showFailure(forgotten.error);
  }
}

interface Question {
  readonly run: string;
  readonly message: string;
  readonly detail: string;
  /** Whether the answer is about copies that may remain, too. */
  readonly withCopies: boolean;
}

function aboutRun(run: StoredRun): Question {
  const { record, outstanding, damage } = run;
  const lost = vscode.l10n.t(
    'Its recorded output is deleted permanently. Its results and the files of Nextflow stay.',
  );
  const where = `${runLine(run, Date.now())}\n${workPath(record.work, record.folder)}`;
  const withCopies = outstanding.length > 0 || damage !== undefined;
  const remains = [
    ...(outstanding.length > 0
      ? [
          listed(
            outstanding.map(({ key, manager }) => `${key} (${manager})`),
            10,
          ),
        ]
      : []),
    ...(withCopies ? [mayRemain()] : []),
  ];
  return {
    run: record.run,
    message: withCopies
      ? vscode.l10n.t(
          'Remove this run of {0} from the history although copies of its secrets may remain?',
          runLabel(record, openPlaces()),
        )
      : vscode.l10n.t('Remove this run of {0} from the history?', runLabel(record, openPlaces())),
    detail: [where, ...remains, lost].join('\n\n'),
    withCopies,
  };
}

function aboutBroken({ run, path, reason }: BrokenRun): Question {
  return {
    run: run ?? '',
    message: vscode.l10n.t('Remove a run that cannot be read from the history?'),
    detail: [
      `${reason}\n${path}`,
      mayRemain(),
      vscode.l10n.t('Its folder is deleted permanently.'),
    ].join('\n\n'),
    withCopies: true,
  };
}

function mayRemain(): string {
  return vscode.l10n.t(
    'What it had on this machine is removed. Copies in a cloud may remain. Afterwards, nothing removes them without a question, and only “Find Leftovers” shows them.',
  );
}
