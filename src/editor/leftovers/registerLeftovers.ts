import * as vscode from 'vscode';
import type { Later } from '../../services/async/later.ts';
import type { PipelineIndex } from '../../services/index/pipelineIndex.ts';
import { Leftovers } from '../../services/leftovers/leftovers.ts';
import type {
  LeftoverPlaces,
  MachineLeftovers,
  RunsOnPlatform,
} from '../../services/ports/copies/leftoverPlaces.ts';
import type { Log } from '../../services/ports/log.ts';
import type { RunHost } from '../../services/ports/runs/runHost.ts';
import { commands } from '../ids.ts';
import { registerCommands } from '../registerCommands.ts';
import type { Registration } from '../registration.ts';
import { MarkdownPreview } from '../ui/markdownPreview.ts';
import { chooseLeftoverPlaces, findLeftovers } from './findLeftovers.ts';
import type { LeftoversDeps } from './leftoversDeps.ts';
import { LeftoversView } from './leftoversView.ts';
import {
  dryRunLeftovers,
  removeLeftover,
  removeLeftovers,
  restoreLeftover,
  restoreLeftovers,
} from './removeLeftovers.ts';

/** What the leftovers of the editor stand on. */
export interface RegisterLeftoversDeps {
  readonly places: LeftoverPlaces;
  readonly machine: MachineLeftovers;
  readonly runs: RunHost;
  readonly platform: RunsOnPlatform;
  readonly index: PipelineIndex;
  readonly later: Later;
  readonly log: Log;
}

/** What the extension takes from it. */
export interface RegisteredLeftovers extends Registration {
  readonly view: LeftoversView;
}

/** Brings the Leftovers view and its commands to life. Nothing is searched before it is asked for. */
export function registerLeftovers(deps: RegisterLeftoversDeps): RegisteredLeftovers {
  const leftovers = new Leftovers({ ...deps, clock: Date.now });
  const view = new LeftoversView(leftovers, deps.later);
  const preview = new MarkdownPreview(
    'nextflow-secrets-leftovers',
    vscode.l10n.t('Leftovers: Dry Run'),
  );
  const commandDeps: LeftoversDeps = { ...deps, leftovers, view, preview };
  const handlers = {
    [commands.findLeftovers]: findLeftovers,
    [commands.chooseLeftoverPlaces]: chooseLeftoverPlaces,
    [commands.removeLeftover]: removeLeftover,
    [commands.removeLeftovers]: removeLeftovers,
    [commands.restoreLeftover]: restoreLeftover,
    [commands.restoreLeftovers]: restoreLeftovers,
    [commands.dryRunLeftovers]: dryRunLeftovers,
  };
  const { owned } = registerCommands(commandDeps, handlers, view);
  return { view, owned: [view, preview, leftovers, ...owned] };
}
