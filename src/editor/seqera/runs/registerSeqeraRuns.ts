import * as vscode from 'vscode';
import { isLive, type RemoteRun, tellsOfLeftSecrets } from '../../../core/seqera/remoteRun.ts';
import { remoteRunTree, remoteStatus } from '../../../core/views/seqera/remoteRunTree.ts';
import type { Later } from '../../../services/async/later.ts';
import type { CatalogService } from '../../../services/catalog/catalogService.ts';
import type { PipelineIndex } from '../../../services/index/pipelineIndex.ts';
import type { RunsOnPlatform } from '../../../services/ports/copies/leftoverPlaces.ts';
import type { Log } from '../../../services/ports/log.ts';
import type { PipelineSource } from '../../../services/ports/pipelineSource.ts';
import type { SeqeraSessions } from '../../../services/ports/stores/seqeraSessions.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import type { SeqeraStores } from '../../../services/ports/stores/seqeraStores.ts';
import { refreshWithCatalog } from '../../../services/seqera/refreshWithCatalog.ts';
import { RemoteRuns } from '../../../services/seqera/remoteRuns.ts';
import { runsOnPlatform } from '../../../services/seqera/runsOnPlatform.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, contextKeys, section } from '../../ids.ts';
import { registerCommands } from '../../registerCommands.ts';
import type { Registration } from '../../registration.ts';
import { LaunchMemory } from '../../runs/launch/launchMemory.ts';
import { Pipelines } from '../../runs/launch/pipelines.ts';
import type { RemoteRunsView } from '../../runs/view/runsView.ts';
import { seqeraAccount } from '../../stores/storeSettings.ts';
import { setContext } from '../../ui/setContext.ts';
import { offer } from '../../ui/showFailure.ts';
import { promptExpiredToken } from '../promptExpiredToken.ts';
import type { SeqeraAccounts } from '../seqeraAccounts.ts';
import { SeqeraFilter } from '../seqeraFilter.ts';
import { seqeraPlaces } from './askPlace.ts';
import { addOnSeqera, checkLaunchpad, openLaunchpadPipeline } from './checkLaunchpad.ts';
import { launchOnSeqera } from './launchOnSeqera.ts';
import { LaunchpadView } from './launchpadView.ts';
import { RemoteTerminals } from './output/remoteTerminals.ts';
import {
  cancelSeqeraRun,
  explainSeqeraRun,
  filterSeqeraRuns,
  openSeqeraRun,
  showSeqeraOutput,
} from './remoteRunCommands.ts';
import { resumeSeqeraRun } from './resumeSeqeraRun.ts';
import type { ReadCheckout, SeqeraRunsDeps } from './seqeraRunsDeps.ts';

/** What runs on the Platform stand on. */
export interface RegisterSeqeraRunsDeps {
  readonly catalog: CatalogService;
  readonly index: PipelineIndex;
  readonly source: PipelineSource;
  readonly seqera: SeqeraStores & SeqeraSessions;
  readonly accounts: SeqeraAccounts;
  readonly state: vscode.Memento;
  readonly readCheckout: ReadCheckout;
  readonly later: Later;
  readonly log: Log;
}

/** What the extension takes from it. */
export interface RegisteredSeqeraRuns extends Registration {
  readonly view: RemoteRunsView;
  /** Tells whose copies in clouds are that the Platform made. */
  readonly runs: RunsOnPlatform;
  readonly remote: Pick<RemoteRuns, 'onDidEnd' | 'session'>;
}

/** Brings launches on the Platform, their terminals and their rows to life. */
export function registerSeqeraRuns(deps: RegisterSeqeraRunsDeps): RegisteredSeqeraRuns {
  const { catalog, later, log, state } = deps;
  const remote = new RemoteRuns({ sessions: deps.seqera, places: seqeraPlaces, later, log });
  const filter = new SeqeraFilter(state);
  const terminals = new RemoteTerminals({ remote, catalog, log }, state);
  const launchpad = new LaunchpadView();
  const commandDeps: SeqeraRunsDeps = {
    ...deps,
    remote,
    filter,
    terminals,
    launchpad,
    pipelines: new Pipelines(deps.index, deps.source),
    memory: new LaunchMemory(state),
  };
  terminals.restore();
  const owned = [
    remote.onDidEnd(({ run }) => {
      void noticeEnd(run); // A notice that nobody answers stays pending.
    }),
    remote.onDidChange(() => {
      const has = remote.places.some(({ runs }) => runs.length > 0);
      setContext({ [contextKeys.hasSeqeraRuns]: has });
    }),
    deps.accounts.onDidChange(() => {
      remote.forget();
    }),
    vscode.workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration(`${section}.seqera`)) {
        remote.forget();
      }
    }),
    refreshWithCatalog(catalog, remote),
    ...promptExpiredToken({ catalog, remote, accounts: deps.accounts }).owned,
    ...registerCommands(commandDeps, {
      [commands.launchOnSeqera]: launchOnSeqera,
      [commands.showSeqeraOutput]: showSeqeraOutput,
      [commands.cancelSeqeraRun]: cancelSeqeraRun,
      [commands.resumeSeqeraRun]: resumeSeqeraRun,
      [commands.openSeqeraRun]: openSeqeraRun,
      [commands.explainSeqeraRun]: explainSeqeraRun,
      [commands.filterSeqeraRuns]: filterSeqeraRuns,
      [commands.checkLaunchpad]: checkLaunchpad,
      [commands.openLaunchpadPipeline]: openLaunchpadPipeline,
      [commands.addOnSeqera]: addOnSeqera,
    }).owned,
    terminals,
    launchpad,
    filter,
    remote,
  ];
  const runs = runsOnPlatform({ remote, places: placesOfUser });
  return { view: viewOf(remote, filter), runs, remote, owned };
}

/** Where no folder names a workspace, whoever is signed in still has runs. */
function placesOfUser(): readonly SeqeraPlace[] {
  const named = seqeraPlaces();
  return named.length > 0 ? named : [{ ...seqeraAccount(), workspace: null }];
}

function viewOf(remote: RemoteRuns, filter: SeqeraFilter): RemoteRunsView {
  return {
    onDidChange: listener => {
      const both = [remote.onDidChange(listener), filter.onDidChange(listener)];
      return {
        dispose: () => {
          both.forEach(one => {
            one.dispose();
          });
        },
      };
    },
    show: visible => {
      remote.show(visible);
    },
    rows: now => remoteRunTree(remote.places, filter.whose, now),
    refresh: () => remote.refresh(),
  };
}

/** Tells of the end of a run that this user launched. */
async function noticeEnd(run: RemoteRun): Promise<void> {
  const left = run.messages.find(tellsOfLeftSecrets);
  const fine = run.status === 'SUCCEEDED' && left === undefined;
  if (isLive(run) || (fine && vscode.window.state.focused)) {
    return;
  }
  const calm = left === undefined && run.status !== 'FAILED';
  const show = calm ? vscode.window.showInformationMessage : vscode.window.showWarningMessage;
  const actions = [
    ...(left === undefined
      ? []
      : [commandOf(commands.findLeftovers, vscode.l10n.t('Find Leftovers…'))]),
    commandOf(commands.showSeqeraOutput, vscode.l10n.t('Show Output'), run.id),
    commandOf(commands.openSeqeraRun, vscode.l10n.t('Open on Seqera Platform'), run.id),
  ];
  const text = vscode.l10n.t('{0} {1} on Seqera Platform.', run.name, remoteStatus(run));
  await offer(actions, titles => show([text, left ?? run.error ?? ''].join(' ').trim(), ...titles));
}
