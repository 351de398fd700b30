import * as vscode from 'vscode';
import { iconLabel } from '../../../core/iconLabel.ts';
import { runPage } from '../../../core/seqera/launch/launchpadLink.ts';
import { isOver, type RemoteRun } from '../../../core/seqera/remoteRun.ts';
import { workspaceName } from '../../../core/seqera/seqeraWorkspace.ts';
import { hangText, listStatement } from '../../../core/views/seqera/hangingRun.ts';
import { remoteRunLine } from '../../../core/views/seqera/remoteRunTree.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import { type RunOnSeqera, textField } from '../../commandArguments.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { followLaunch } from './followLaunch.ts';
import { readKept } from './remoteTerminals.ts';
import type { SeqeraRunsDeps } from './seqeraRunsDeps.ts';

interface Found {
  readonly place: SeqeraPlace;
  readonly run: RemoteRun;
}

/** Shows what a run prints, in a terminal of its own. */
export async function showSeqeraOutput(deps: SeqeraRunsDeps, argument: unknown): Promise<void> {
  const found = await pickRemoteRun(deps, argument, vscode.l10n.t('Show Output'), () => true);
  if (found) {
    deps.terminals.show(found.place, found.run.id, found.run.name);
  }
}

/** Cancels a run on the Platform; what it has done is there for a resumed one. */
export async function cancelSeqeraRun(deps: SeqeraRunsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Cancel Run on Seqera Platform');
  const found = await pickRemoteRun(deps, argument, title, run => !isOver(run));
  if (!found) {
    return;
  }
  const { run, place } = found;
  const yes = vscode.l10n.t('Cancel Run');
  const question = vscode.l10n.t('Cancel {0} on Seqera Platform?', run.name);
  const detail = vscode.l10n.t('It was launched by {0}. Its tasks will be stopped.', run.user);
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, yes)) !== yes) {
    return;
  }
  const cancelled = await working(vscode.l10n.t('Cancelling {0}', run.name), async signal => {
    const session = await deps.remote.session(place, signal);
    return session.ok ? session.value.cancel(run.id, signal) : session;
  });
  if (cancelled && !cancelled.ok) {
    showFailure(cancelled.error);
  }
  await deps.remote.refresh();
}

/** Launches a run that is over once more, with the tasks that it had finished. */
export async function resumeSeqeraRun(deps: SeqeraRunsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Resume Run on Seqera Platform');
  const found = await pickRemoteRun(deps, argument, title, isOver);
  if (!found) {
    return;
  }
  const { run, place } = found;
  const resumed = await working(
    vscode.l10n.t('Resuming {0}', run.name),
    async signal => {
      const session = await deps.remote.session(place, signal);
      const launch = session.ok ? await session.value.launchOfRun(run.id, signal) : session;
      return session.ok && launch.ok
        ? session.value.launch({ ...launch.value, id: null }, null, signal)
        : (launch as Exclude<typeof launch, { ok: true }>);
    },
    { cancellable: false },
  );
  followLaunch(deps, place, run.pipeline, resumed);
}

/** Opens the page of a run on the Platform. */
export async function openSeqeraRun(deps: SeqeraRunsDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Open on Seqera Platform');
  const found = readKept(argument) ?? (await pickOpened(deps, argument, title));
  if (!found) {
    return;
  }
  const session = await working(title, signal => deps.remote.session(found.place, signal));
  if (!session?.ok) {
    if (session) {
      showFailure(session.error);
    }
    return;
  }
  const { endpoint, user, workspace } = session.value;
  const place = { user: user.name, workspace: workspace && workspaceName(workspace) };
  await vscode.env.openExternal(vscode.Uri.parse(runPage(endpoint, place, found.run), true));
}

async function pickOpened(
  deps: SeqeraRunsDeps,
  argument: unknown,
  title: string,
): Promise<Pick<RunOnSeqera, 'place' | 'run'> | null> {
  const found = await pickRemoteRun(deps, argument, title, () => true);
  return found && { place: found.place, run: found.run.id };
}

/** Tells why a run may not end, with the statement that helps. */
export async function explainSeqeraRun(): Promise<void> {
  const copy = vscode.l10n.t('Copy Statement');
  const question = vscode.l10n.t('This run has nothing to do and does not end');
  const asked = { modal: true, detail: `${hangText}\n\n${listStatement}` };
  if ((await vscode.window.showInformationMessage(question, asked, copy)) === copy) {
    await vscode.env.clipboard.writeText(listStatement);
  }
}

/** Whose runs the Runs view shows. */
export async function filterSeqeraRuns({ filter, remote }: SeqeraRunsDeps): Promise<void> {
  const items = [
    { label: iconLabel`$(account) ${vscode.l10n.t('Mine')}`, whose: 'mine' as const },
    { label: iconLabel`$(organization) ${vscode.l10n.t('All Users')}`, whose: 'all' as const },
  ].map(item => ({
    ...item,
    description: item.whose === filter.whose ? vscode.l10n.t('shown now') : '',
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Filter Runs on Seqera Platform'),
    placeHolder: vscode.l10n.t('Choose whose runs to show'),
  });
  if (picked) {
    await filter.choose(picked.whose);
    await remote.refresh();
  }
}

/** The run of the row or id that a command was invoked on, else the one that is picked. */
async function pickRemoteRun(
  { remote, filter }: SeqeraRunsDeps,
  argument: unknown,
  title: string,
  fits: (run: RemoteRun) => boolean,
): Promise<Found | null> {
  const id = typeof argument === 'string' ? argument : textField(argument, 'run');
  const named = id === null ? null : remote.find(id);
  if (named && fits(named.run)) {
    return named;
  }
  if (remote.places.length === 0) {
    await working(vscode.l10n.t('Asking Seqera Platform'), () => remote.refresh());
  }
  const now = Date.now();
  const items = remote.places.flatMap(({ place, user, runs }) =>
    runs
      .filter(run => fits(run) && (filter.whose === 'all' || run.user === user))
      .map(run => ({
        label: iconLabel`$(cloud) ${run.name}`,
        description: remoteRunLine(run, filter.whose, now),
        found: { place, run },
      })),
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0}: this run does not exist.', title),
    );
    return null;
  }
  const asked = { title, placeHolder: vscode.l10n.t('Choose a run'), matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, asked))?.found ?? null;
}
