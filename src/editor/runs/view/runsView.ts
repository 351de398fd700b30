import * as vscode from 'vscode';
import { lastingFailures } from '../../../core/views/runs/processLine.ts';
import type { RunAction, RunNode } from '../../../core/views/runs/runNode.ts';
import { copiesLeft } from '../../../core/views/runs/runStatus.ts';
import { outstandingCount, runTree } from '../../../core/views/runs/runTree.ts';
import type { Subscription } from '../../../services/async/event.ts';
import type { Later } from '../../../services/async/later.ts';
import type { RunRegistry } from '../../../services/runs/runRegistry.ts';
import { commandOf } from '../../commandArguments.ts';
import { commands, contextKeys, rows, views } from '../../ids.ts';
import { LiveTree } from '../../ui/liveTree.ts';
import { setContext } from '../../ui/setContext.ts';
import { treeItem } from '../../ui/treeItem.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import { leakRange } from '../output/leakFindings.ts';

/** How often the ages and durations of a visible tree are brought up to date. */
const tick = 10_000;
/** The same while a run lives. */
const liveTick = 2000;

/** The rows of runs that are not on this machine. */
export interface RemoteRunsView {
  readonly onDidChange: (listener: () => void) => Subscription;
  /** Says whether somebody looks at them. */
  show(visible: boolean): void;
  rows(now: number): readonly RunNode[];
  /** Asks now, whether somebody looks or not. */
  refresh(): Promise<void>;
}

/** The tree of runs. What it shows is decided in `core/views/runs/runTree.ts`. */
export class RunsView extends LiveTree<RunNode> {
  readonly #registry: RunRegistry;
  readonly #remote: RemoteRunsView;

  constructor(registry: RunRegistry, remote: RemoteRunsView, later: Later) {
    super({
      id: views.runs,
      later,
      // A countdown of Stop moves with it too.
      period: () => (registry.runs.some(({ alive }) => alive) ? liveTick : tick),
    });
    this.#registry = registry;
    this.#remote = remote;
    this.follow(
      registry.onDidChange(() => {
        this.#update();
      }),
      remote.onDidChange(() => {
        this.#update();
      }),
      this.view.onDidChangeVisibility(({ visible }) => {
        remote.show(visible);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => {
        this.#update();
      }),
    );
    remote.show(this.view.visible);
    this.#update();
  }

  /** The row that is selected: the first choice of a command that was called on none. */
  get selected(): RunNode | null {
    return this.view.selection[0] ?? null;
  }

  /** Brings the view to the front, with the focus in it. */
  async show(): Promise<void> {
    await vscode.commands.executeCommand(`${views.runs}.focus`);
  }

  /** Reads all runs again, here and elsewhere. */
  async refresh(): Promise<void> {
    await Promise.all([this.#registry.refresh(), this.#remote.refresh()]);
  }

  /** Takes the keyboard on from the row of a run that is about to be removed by a key. */
  async moveFocusFrom(run: string): Promise<void> {
    await this.rows.moveFocusFrom(run, this.view, ({ kind }) => kind === 'group');
  }

  getTreeItem(node: RunNode): vscode.TreeItem {
    const item = treeItem(
      { ...node, id: this.rows.idOf(node) },
      {
        open: node.open,
        tooltip: node.tooltip,
        context: contextValues[node.kind],
      },
    );
    if (node.action) {
      item.command = command(node.action);
    }
    return item;
  }

  #update(): void {
    const { runs } = this.#registry;
    const left = outstandingCount(runs);
    this.view.badge = left === 0 ? undefined : { value: left, tooltip: copiesLeft(left) };
    setContext(runContext(runs));
    this.rows.update();
  }

  build(): readonly RunNode[] {
    const { runs, broken } = this.#registry;
    const now = Date.now();
    return [...runTree(runs, openPlaces(), now, broken), ...this.#remote.rows(now)];
  }
}

/** Which commands on runs have something to be about. */
function runContext(runs: RunRegistry['runs']): Parameters<typeof setContext>[0] {
  const some = runs.some.bind(runs);
  return {
    [contextKeys.hasRuns]: runs.length > 0,
    [contextKeys.hasPipelineRuns]: some(({ record }) => record.work.kind === 'pipeline'),
    [contextKeys.hasLiveRuns]: some(({ alive }) => alive),
    [contextKeys.hasTerminals]: some(
      ({ alive, record }) => alive && record.work.kind === 'terminal',
    ),
    [contextKeys.hasEndedRuns]: some(
      ({ alive, outstanding }) => !alive && outstanding.length === 0,
    ),
    [contextKeys.hasOutstandingRuns]: outstandingCount(runs) > 0,
    [contextKeys.hasFailedTasks]: some(({ record }) => lastingFailures(record.progress).length > 0),
    [contextKeys.hasSurvivors]: some(({ record }) => record.survivors.length > 0),
  };
}

/** What menus match on. */
const contextValues: Readonly<Record<RunNode['kind'], string | null>> = {
  live: rows.liveRun,
  terminal: rows.liveTerminal,
  ended: rows.endedRun,
  outstanding: rows.outstandingRun,
  task: rows.failedTask,
  survivor: rows.survivingTask,
  broken: rows.brokenRun,
  detail: null,
  group: null,
  remotePlace: null,
  remoteLive: rows.liveSeqeraRun,
  remoteEnded: rows.endedSeqeraRun,
};

/** What a click does; the commands take a row, or what looks like one. */
function command(action: RunAction): vscode.Command {
  switch (action.kind) {
    case 'output':
      return commandOf(commands.showRunOutput, vscode.l10n.t('Show Output'), action.run);
    case 'place':
      return {
        command: 'vscode.open',
        title: vscode.l10n.t('Open'),
        arguments: [vscode.Uri.file(action.path), { selection: leakRange(action.range) }],
      };
    case 'log':
      return commandOf(commands.openNextflowLog, vscode.l10n.t('Open Log'), action);
    case 'taskLog':
      return commandOf(commands.openTaskLog, vscode.l10n.t('Open Task Log'), action);
    case 'work':
      return commandOf(commands.openWorkFolder, vscode.l10n.t('Open Work Folder'), action);
    case 'remoteOutput':
      return commandOf(commands.showSeqeraOutput, vscode.l10n.t('Show Output'), action.run);
    case 'explainHang':
      return commandOf(commands.explainSeqeraRun, vscode.l10n.t('Explain'), action.run);
    case 'findLeftovers':
      return commandOf(commands.findLeftovers, vscode.l10n.t('Find Leftovers'));
  }
}
