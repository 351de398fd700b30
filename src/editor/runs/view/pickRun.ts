import * as vscode from 'vscode';
import { escapeIcons } from '../../../core/iconLabel.ts';
import { workPath } from '../../../core/runs/record/runWork.ts';
import { runTree } from '../../../core/views/runs/runTree.ts';
import type { StoredRun } from '../../../services/ports/runs/runHost.ts';
import { textField } from '../../commandArguments.ts';
import { showFailure } from '../../ui/showFailure.ts';
import { openPlaces } from '../launch/launchFolder.ts';
import type { RunsDeps } from './runsDeps.ts';

/** What a command on a run does, as far as choosing the run goes. */
interface RunCommand {
  /** Say `Stop Run`. */
  readonly title: string;
  /** Which runs it is for. */
  readonly fits: (run: StoredRun) => boolean;
  /** Whether something is lost or opened by it: then even the only run is asked for. */
  readonly asks?: boolean;
}

/**
 * The run that a command is about: that of the row or id that it was invoked with, else the one
 * that is picked. Only what destroys and opens nothing takes the only run without asking, and no
 * command takes one of another folder.
 */
export async function pickRun(
  deps: RunsDeps,
  argument: unknown,
  command: RunCommand,
): Promise<StoredRun | null> {
  const id = runOf(argument);
  const named = id === null ? null : deps.registry.find(id);
  if (id !== null && !named) {
    showFailure({ kind: 'run-not-found', run: id });
    return null;
  }
  return named && command.fits(named) ? named : askRun(deps, command);
}

async function askRun(
  { registry, view }: RunsDeps,
  { title, fits, asks }: RunCommand,
): Promise<StoredRun | null> {
  const fitting = registry.runs.filter(fits);
  const [only, another] = fitting;
  if (!only) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0}: this run does not exist.', title),
    );
    return null;
  }
  const places = openPlaces();
  const isHere = places.some(({ path }) => path === only.record.folder);
  if (!another && asks !== true && isHere) {
    return only;
  }
  const picked = await vscode.window.showQuickPick(runItems(fitting, view.selected?.run ?? null), {
    title,
    placeHolder: vscode.l10n.t('Choose a run'),
    matchOnDetail: true,
  });
  return picked?.run ?? null;
}

/** Runs to choose from, each with the path of what it ran; first the one of the selected row. */
function runItems(
  runs: readonly StoredRun[],
  selected: string | null,
): readonly (vscode.QuickPickItem & { readonly run: StoredRun })[] {
  const items = runTree(runs, openPlaces(), Date.now())
    .flatMap(node => (node.kind === 'group' ? node.children : [node]))
    .flatMap(({ run: id, icon, label, description }) => {
      const run = runs.find(({ record }) => record.run === id);
      const detail = run && workPath(run.record.work, run.record.folder);
      return run && detail
        ? [
            {
              label: `$(${icon}) ${escapeIcons(label)}`,
              description: escapeIcons(description),
              detail: escapeIcons(detail),
              run,
            },
          ]
        : [];
    });
  const isSelected = ({ run }: { readonly run: StoredRun }): boolean => run.record.run === selected;
  return [...items.filter(isSelected), ...items.filter(item => !isSelected(item))];
}

/** What the work folder of a task's row begins with; null for another row. */
export function hashOf(argument: unknown): string | null {
  return textField(argument, 'hash');
}

/** A row of the tree, or a run's id. */
export function runOf(argument: unknown): string | null {
  return typeof argument === 'string' ? argument : textField(argument, 'run');
}
