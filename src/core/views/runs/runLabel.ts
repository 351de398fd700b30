import * as l10n from '@vscode/l10n';
import { type LaunchPlace, shortScriptLabel } from '../../runs/launch/scriptLabel.ts';
import type { RunRecord, Survivor } from '../../runs/record/runRecord.ts';
import { workPath } from '../../runs/record/runWork.ts';

/**
 * What a run is called: its script or the file of its tests, as they are found in its folder, or
 * what else it is. `open` are the folders of the window.
 */
export function runLabel(
  { work, test, canaries = false, folder }: RunRecord,
  open: readonly LaunchPlace[],
): string {
  const place = open.find(({ path }) => path === folder) ?? { path: folder, name: null };
  if (work.kind === 'terminal') {
    return place.name === null ? l10n.t('Terminal') : l10n.t('Terminal: {0}', place.name);
  }
  const label = shortScriptLabel(workPath(work, folder), place);
  return canaries ? l10n.t('{0} (canary test)', label) : test ? l10n.t('{0} (test)', label) : label;
}

export function baseName(path: string): string {
  return path.split(/[\\/]/).findLast(part => part !== '') ?? path;
}

/** A task that has outlived its run: `ALIGN (3), process 4711`, `ALIGN (3), slurm job 17`. */
export function survivorLabel(survivor: Survivor): string {
  return survivor.kind === 'job'
    ? l10n.t('{0}, {1} job {2}', survivor.task, survivor.executor, survivor.id)
    : l10n.t('{0}, process {1}', survivor.task, survivor.process.pid);
}
