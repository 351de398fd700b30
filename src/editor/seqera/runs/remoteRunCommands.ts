import * as vscode from 'vscode';
import { iconLabel } from '../../../core/iconLabel.ts';
import { runPage } from '../../../core/seqera/launch/launchpadLink.ts';
import { isOver } from '../../../core/seqera/remoteRun.ts';
import { workspaceName } from '../../../core/seqera/seqeraWorkspace.ts';
import { hangText, listStatement } from '../../../core/views/seqera/hangingRun.ts';
import type { RunOnSeqera } from '../../commandArguments.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { working } from '../../ui/working.ts';
import { readKept } from './output/remoteTerminals.ts';
import { pickRemoteRun } from './pickRemoteRun.ts';
import type { SeqeraRunsDeps } from './seqeraRunsDeps.ts';

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
