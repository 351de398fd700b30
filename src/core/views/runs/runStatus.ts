import * as l10n from '@vscode/l10n';
import { plural } from '../../count.ts';
import { iconLabel } from '../../iconLabel.ts';
import type { LaunchPlace } from '../../runs/launch/scriptLabel.ts';
import { doneOfAll } from './processLine.ts';
import { runLabel } from './runLabel.ts';
import { outstandingCount } from './runTree.ts';
import { type ShownRun } from './shownRun.ts';
import { stateWord } from './stateWord.ts';

/** What the status bar says while somebody should know of it. */
export interface RunStatus {
  /** With codicons: `$(sync~spin) main.nf 3 of 5`. */
  readonly text: string;
  /** The same for screen readers, with every run. */
  readonly tooltip: string;
  readonly warns: boolean;
}

/** The runs that live and the copies that are left; null where there is nothing to tell. */
export function runStatus(
  runs: readonly ShownRun[],
  folders: readonly LaunchPlace[],
): RunStatus | null {
  const live = runs.filter(({ alive }) => alive);
  const left = outstandingCount(runs);
  const lines = [
    ...live.map(({ record }) => `${runLabel(record, folders)}: ${briefly(record)}`),
    ...(left === 0 ? [] : [copiesLeft(left)]),
  ];
  if (lines.length === 0) {
    return null;
  }
  const texts = [
    ...(left === 0 ? [] : [iconLabel`$(warning) ${copiesLeft(left)}`]),
    ...(live.length === 0 ? [] : [liveText(live, folders)]),
  ];
  return { text: texts.join('  '), tooltip: lines.join('\n'), warns: left > 0 };
}

/** `1 copy not removed`. */
export function copiesLeft(number: number): string {
  return plural(number, l10n.t('1 copy not removed'), l10n.t('{0} copies not removed', number));
}

function liveText(live: readonly ShownRun[], folders: readonly LaunchPlace[]): string {
  const runs = live.filter(({ record }) => record.work.kind !== 'terminal');
  const [only] = runs;
  if (!only) {
    return live.length === 1
      ? iconLabel`$(key) ${l10n.t('Terminal')}`
      : iconLabel`$(key) ${l10n.t('{0} terminals', live.length)}`;
  }
  return runs.length === 1
    ? iconLabel`$(sync~spin) ${runLabel(only.record, folders)}: ${briefly(only.record)}`
    : iconLabel`$(sync~spin) ${l10n.t('{0} runs', runs.length)}`;
}

/** `3 of 5` while it runs, else what it does. */
function briefly(record: ShownRun['record']): string {
  const word = stateWord(record);
  return record.state.kind === 'running' ? (doneOfAll(record.progress) ?? word) : word;
}
