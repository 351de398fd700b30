import * as vscode from 'vscode';
import type { LaunchPlace } from '../../core/runs/scriptLabel.ts';
import { runTree } from '../../core/views/runTree.ts';
import { baseName } from '../../core/views/runWords.ts';
import type { StoredRun } from '../../services/ports.ts';
import type { RunsDeps } from './runsDeps.ts';
import { escapeIcons } from '../../core/iconLabel.ts';

/**
 * The run that a command is about: the row or id that it was invoked with, the row that is
 * selected in the tree, the only one that fits, or the one that is picked.
 */
export async function pickRun(
  { registry, view }: RunsDeps,
  argument: unknown,
  fits: (run: StoredRun) => boolean,
  title: string,
): Promise<StoredRun | null> {
  const id = runOf(argument) ?? view.selected?.run ?? null;
  const named = id === null ? null : registry.find(id);
  if (named && (runOf(argument) !== null || fits(named))) {
    return named;
  }
  const fitting = registry.runs.filter(fits);
  const [only, another] = fitting;
  if (!only) {
    void vscode.window.showInformationMessage(`${title}: there is no such run.`);
    return null;
  }
  if (!another) {
    return only;
  }
  const picked = await vscode.window.showQuickPick(
    runTree(fitting, placesOf(fitting), Date.now()).map(({ run, icon, label, description }) => ({
      label: `$(${icon}) ${escapeIcons(label)}`,
      description: escapeIcons(description),
      run,
    })),
    { title, placeHolder: 'Run' },
  );
  return picked?.run ? registry.find(picked.run) : null;
}

/** The folders of runs, by name where there are several. */
function placesOf(runs: readonly StoredRun[]): readonly LaunchPlace[] {
  const paths = [...new Set(runs.map(({ record }) => record.folder))];
  return paths.map(path => ({ path, name: paths.length > 1 ? baseName(path) : null }));
}

/** What the work folder of a task's row begins with; null for another row. */
export function hashOf(argument: unknown): string | null {
  const row = argument as { readonly hash?: unknown } | null | undefined;
  return typeof row?.hash === 'string' ? row.hash : null;
}

/** A row of the tree, or a run's id. */
function runOf(argument: unknown): string | null {
  if (typeof argument === 'string') {
    return argument;
  }
  const row = argument as { readonly run?: unknown } | null | undefined;
  return typeof row?.run === 'string' ? row.run : null;
}
