import * as vscode from 'vscode';
import { listed, plural } from '../../../core/count.ts';
import type { SeqeraFailure } from '../../../core/failure.ts';
import { ok, type Result } from '../../../core/result.ts';
import { resumedLaunch } from '../../../core/seqera/launch/resumedLaunch.ts';
import { isOver, type RemoteRun } from '../../../core/seqera/remoteRun.ts';
import type { SavedLaunch, WorkflowLaunch } from '../../../core/seqera/workflowLaunch.ts';
import type { SeqeraPlace, SeqeraSession } from '../../../services/ports/stores/seqeraSessions.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { followLaunch } from './followLaunch.ts';
import { pickEnvironment } from './pickEnvironment.ts';
import { pickRemoteRun } from './pickRemoteRun.ts';
import { platformCatalog } from './platformCatalog.ts';
import type { SeqeraRunsDeps } from './seqeraRunsDeps.ts';

const never = new AbortController().signal;

/** Launches a run that is over once more, with the tasks that it had finished, whoever launched it. */
export async function resumeSeqeraRun(deps: SeqeraRunsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Resume Run on Seqera Platform');
  const found = await pickRemoteRun(deps, argument, title, isOver);
  if (!found) {
    return;
  }
  const { run, place } = found;
  const read = await working(vscode.l10n.t('Asking Seqera Platform'), signal =>
    readLaunch(deps, place, run, signal),
  );
  if (!read?.ok) {
    if (read) {
      showFailure(read.error);
    }
    return;
  }
  const { session, saved, catalog } = read.value;
  const { launch, missing } = resumedLaunch(saved, catalog);
  const placed = (await confirmed(run, launch, missing)) ? await placedOf(session, launch) : null;
  if (placed) {
    const resumed = await working(
      vscode.l10n.t('Resuming {0}', run.name),
      () => session.launch(placed, null, never),
      { cancellable: false },
    );
    followLaunch(deps, place, run.pipeline, resumed);
  }
}

interface ReadLaunch {
  readonly session: SeqeraSession;
  readonly saved: SavedLaunch;
  readonly catalog: Awaited<ReturnType<typeof platformCatalog>>;
}

async function readLaunch(
  { remote, seqera }: SeqeraRunsDeps,
  place: SeqeraPlace,
  { id }: RemoteRun,
  signal: AbortSignal,
): Promise<Result<ReadLaunch, SeqeraFailure>> {
  const session = await remote.session(place, signal);
  const saved = session.ok ? await session.value.launchOfRun(id, signal) : session;
  if (!session.ok || !saved.ok) {
    return saved as Exclude<typeof saved, { ok: true }>;
  }
  const catalog = await platformCatalog(seqera, place, place.workspace ?? '', signal);
  return ok({ session: session.value, saved: saved.value, catalog });
}

/** Asks where the run would not go on as it was; what nobody asks about is as it was. */
async function confirmed(
  { name }: RemoteRun,
  { session }: WorkflowLaunch,
  missing: readonly string[],
): Promise<boolean> {
  const details = [
    ...(session === null
      ? [vscode.l10n.t('The Platform has no session of it, so all tasks run again.')]
      : []),
    ...(missing.length === 0
      ? []
      : [
          plural(
            missing.length,
            vscode.l10n.t('You have no secret {0} on the Platform, which it had.', listed(missing)),
            vscode.l10n.t(
              'You have no secrets {0} on the Platform, which it had.',
              listed(missing),
            ),
          ),
        ]),
  ];
  if (details.length === 0) {
    return true;
  }
  const yes = vscode.l10n.t('Launch Anyway');
  const question = vscode.l10n.t('{0} cannot go on as it was', name);
  const asked = { modal: true, detail: details.join('\n') };
  return (await vscode.window.showWarningMessage(question, asked, yes)) === yes;
}

/** The launch on its compute environment, or on another one where that was deleted. */
async function placedOf(
  session: SeqeraSession,
  launch: WorkflowLaunch,
): Promise<WorkflowLaunch | null> {
  if (launch.computeEnvironment !== '') {
    return launch;
  }
  const listed = await working(vscode.l10n.t('Asking Seqera Platform'), signal =>
    session.computeEnvironments(signal),
  );
  if (listed && !listed.ok) {
    showFailure(listed.error);
  }
  const picked = listed?.ok
    ? await pickEnvironment(
        listed.value,
        null,
        vscode.l10n.t('Its compute environment does not exist any more. Choose another one'),
      )
    : null;
  return picked && { ...launch, computeEnvironment: picked.id };
}
