import * as vscode from 'vscode';
import { listed, plural } from '../../../core/count.ts';
import { locationText } from '../../../core/leftovers/searchLocation.ts';
import type { Later } from '../../../services/async/later.ts';
import {
  type EndedRun,
  EndedRuns,
  type LeftCopies,
} from '../../../services/leftovers/endedRuns.ts';
import type { LeftoverPlaces } from '../../../services/ports/copies/leftoverPlaces.ts';
import type { Log } from '../../../services/ports/log.ts';
import type { RemoteRuns } from '../../../services/seqera/remoteRuns.ts';
import { cloudAccess } from '../../cloudAccess.ts';
import { commandOf, fieldsOf } from '../../commandArguments.ts';
import { commands, settings } from '../../ids.ts';
import type { Registration } from '../../registration.ts';
import { readSetting } from '../../settings.ts';
import { offer } from '../../ui/showFailure.ts';
import { readKept } from './output/remoteTerminals.ts';

const key = 'seqera-ended-runs';

/** What looking after runs of the Platform stands on. */
export interface EndedRunsDeps {
  readonly remote: Pick<RemoteRuns, 'onDidEnd' | 'session'>;
  /** Of its own: the places of a search that somebody asked for stay open meanwhile. */
  readonly places: LeftoverPlaces;
  /** Keeps names of runs, never values. */
  readonly state: vscode.Memento;
  readonly later: Later;
  readonly log: Log;
}

/** Looks by itself whether the Platform has removed the copies of runs that end in this window. */
export function watchEndedRuns(deps: EndedRunsDeps): Registration {
  const { remote, places, state, later, log } = deps;
  const ended = new EndedRuns({
    session: remote.session.bind(remote),
    places,
    ways: () => {
      const { project, credentialsFile } = cloudAccess('google');
      return { profile: cloudAccess('aws').profile, project, credentialsFile };
    },
    enabled: () => vscode.workspace.isTrusted && readSetting(settings.checkEndedRuns),
    kept: {
      read: () => state.get<readonly unknown[]>(key, []).flatMap(one => readEnded(one) ?? []),
      write: runs => void state.update(key, runs),
    },
    later,
    clock: Date.now,
    log,
  });
  return {
    owned: [
      ended,
      ended.onDidFind(found => {
        void tell(found); // A notice that nobody answers stays pending.
      }),
      remote.onDidEnd(({ place, run }) => {
        ended.add(place, run);
      }),
    ],
  };
}

function readEnded(stored: unknown): EndedRun | null {
  const kept = readKept(stored);
  const { due } = fieldsOf(stored);
  return kept && typeof due === 'number' ? { ...kept, due } : null;
}

async function tell({ ended, location, names }: LeftCopies): Promise<void> {
  const where = locationText(location);
  const text = plural(
    names.length,
    vscode.l10n.t(
      '{0} has ended, but its secret {1} is still in {2}.',
      ended.name,
      names[0] ?? '',
      where,
    ),
    vscode.l10n.t(
      '{0} has ended, but its secrets {1} are still in {2}.',
      ended.name,
      listed(names),
      where,
    ),
  );
  const actions = [
    commandOf(commands.findLeftovers, vscode.l10n.t('Find Leftovers…')),
    commandOf(commands.openSeqeraRun, vscode.l10n.t('Open on Seqera Platform'), ended),
  ];
  await offer(actions, titles => vscode.window.showWarningMessage(text, ...titles));
}
