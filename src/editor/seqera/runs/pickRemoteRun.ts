import * as vscode from 'vscode';
import { iconLabel } from '../../../core/iconLabel.ts';
import type { RemoteRun } from '../../../core/seqera/remoteRun.ts';
import { remoteRunLine } from '../../../core/views/seqera/remoteRunTree.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import { textField } from '../../commandArguments.ts';
import { working } from '../../ui/working.ts';
import type { SeqeraRunsDeps } from './seqeraRunsDeps.ts';

/** A run, and where it is. */
export interface FoundRun {
  readonly place: SeqeraPlace;
  readonly run: RemoteRun;
}

/** The run of the row or id that a command was invoked on, else the one that is picked. */
export async function pickRemoteRun(
  { remote, filter }: SeqeraRunsDeps,
  argument: unknown,
  title: string,
  fits: (run: RemoteRun) => boolean,
): Promise<FoundRun | null> {
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
