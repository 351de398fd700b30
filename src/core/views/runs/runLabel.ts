import * as l10n from '@vscode/l10n';
import { age, span } from '../../age.ts';
import { plural } from '../../count.ts';
import { leakCount } from '../../leaks/leakWords.ts';
import { backends } from '../../runs/backends/backend.ts';
import { type LaunchPlace, shortScriptLabel } from '../../runs/launch/scriptLabel.ts';
import { targetLabel } from '../../runs/plan/targetLabel.ts';
import type { OutstandingCopy } from '../../runs/record/journal.ts';
import { refusalText } from '../../runs/record/refusal.ts';
import type { RunRecord, RunState, Survivor } from '../../runs/record/runRecord.ts';
import { type RunKind, workPath } from '../../runs/record/runWork.ts';
import { tasksDone } from './processLine.ts';

/** What the tree shows of a run; `StoredRun` of the services is one. */
export interface ShownRun {
  readonly record: RunRecord;
  readonly outstanding: readonly OutstandingCopy[];
  readonly alive: boolean;
  /** Why its journal may not tell all copies, say `damaged`. */
  readonly damage?: string;
  /** Its supervisor is there and does not answer. */
  readonly silent?: boolean;
  /** The machine or container that may have it, unseen from here. */
  readonly elsewhere?: string;
}

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

/** How a run ended and what became of its copies, in one line: the terminal's last. */
export function outcomeLine({ record, outstanding }: ShownRun): string {
  const how = record.state.kind === 'ended' ? stateWord(record) : left;
  return [how, copies(record, outstanding), ...leaksFound(record)].join(' · ');
}

/** Why a run ended or will end, in our words or Nextflow's; null where nothing is known. */
export function whyEnded({ state, progress }: RunRecord): string | null {
  const { error, refused } = progress;
  const said = error !== null && refused !== null ? refusalText(refused, error) : error;
  return state.kind === 'ended' ? (state.detail ?? said) : said;
}

/** A run in a few quiet words: `running · 3 of 5 tasks · 2 min`. */
export function runLine(run: ShownRun, now: number): string {
  return (run.alive ? liveLine(run, now) : endedLine(run, now)).join(' · ');
}

/** What is known of one copy that may still exist. */
export function copyLine(reason: string | null): string {
  return reason === null ? l10n.t('copy may still exist') : l10n.t('copy not removed: {0}', reason);
}

function liveLine({ record, silent = false }: ShownRun, now: number): string[] {
  const { progress, startedAt, profiles } = record;
  const lost = progress.failed - progress.retried;
  return [
    // A narrow side bar cuts what comes later.
    ...(silent ? [l10n.t('does not respond')] : []),
    ...killIn(record.state, now),
    stateWord(record),
    ...[tasksDone(progress) ?? []].flat(),
    ...(lost <= 0 ? [] : [l10n.t('{0} failed', lost)]),
    span(now - startedAt),
    ...(profiles.length === 0 ? [] : [profiles.join(', ')]),
    ...backendOf(record),
  ];
}

function endedLine(run: ShownRun, now: number): string[] {
  const { record, outstanding, damage, elsewhere } = run;
  const { state, startedAt } = record;
  return [
    ...(outstanding.length === 0 ? [] : [copies(record, outstanding)]),
    ...(damage === undefined ? [] : [l10n.t('journal cannot be trusted')]),
    state.kind === 'ended'
      ? stateWord(record)
      : elsewhere === undefined
        ? left
        : l10n.t('on {0}', elsewhere),
    ...(record.survivors.length === 0
      ? []
      : [
          plural(
            record.survivors.length,
            l10n.t('1 task still running'),
            l10n.t('{0} tasks still running', record.survivors.length),
          ),
        ]),
    // A narrow side bar cuts what comes later.
    ...leaksFound(record),
    age(now - (state.kind === 'ended' ? state.at : startedAt)),
    ...(outstanding.length === 0 ? [copies(record, outstanding)] : []),
    ...backendOf(record),
  ];
}

function leaksFound({ leaks, canaries = false }: RunRecord): string[] {
  return leaks && leaks.leaks.length > 0 ? [leakCount(leaks, canaries)] : [];
}

/** Where its tasks run, if that is not this machine: `AWS Batch in eu-west-1`. */
function backendOf({ backend, target }: RunRecord): string[] {
  if (backend === 'local') {
    return [];
  }
  return [target?.kind === backend ? targetLabel(target) : backends[backend].label];
}

const left = l10n.t('its supervisor has ended');

/** A task that has outlived its run: `ALIGN (3), process 4711`, `ALIGN (3), slurm job 17`. */
export function survivorLabel(survivor: Survivor): string {
  return survivor.kind === 'job'
    ? l10n.t('{0}, {1} job {2}', survivor.task, survivor.executor, survivor.id)
    : l10n.t('{0}, process {1}', survivor.task, survivor.process.pid);
}

/** `stopping, killed in 42 s`. */
export function stoppingWords(state: RunState, now: number): string {
  return [l10n.t('stopping'), ...killIn(state, now)].join(', ');
}

/** When Stop becomes a kill. A clock that was set only changes what is shown, within the limits. */
function killIn(state: RunState, now: number): string[] {
  if (state.kind !== 'stopping' || state.timeout === null) {
    return [];
  }
  const left = Math.min(state.timeout, Math.max(0, state.since + state.timeout - now));
  return [l10n.t('killed in {0}', span(left))];
}

/** What a run does, or how it ended, in the words of its kind. */
export function stateWord({ work: { kind }, state }: RunRecord): string {
  switch (state.kind) {
    case 'preparing':
      return l10n.t('starting');
    case 'running':
      return { pipeline: l10n.t('running'), tests: l10n.t('testing'), terminal: l10n.t('open') }[
        kind
      ];
    case 'stopping':
      return l10n.t('stopping');
    case 'sweeping':
      return state.checking ? l10n.t('looking for leaks') : l10n.t('removing copies');
    case 'ended':
      return kind === 'terminal' ? closed(state) : ended(state, kind);
  }
}

type Ended = Extract<RunState, { kind: 'ended' }>;

function closed({ outcome }: Ended): string {
  return outcome === 'not-started'
    ? l10n.t('not opened')
    : outcome === 'lost'
      ? l10n.t('closed, outcome unknown')
      : l10n.t('closed');
}

function ended({ outcome, exitCode }: Ended, kind: RunKind): string {
  switch (outcome) {
    case 'succeeded':
      return kind === 'tests' ? l10n.t('passed') : l10n.t('succeeded');
    case 'failed':
      return exitCode === null ? l10n.t('failed') : l10n.t('failed with exit code {0}', exitCode);
    case 'stopped':
      return l10n.t('stopped');
    case 'killed':
      return l10n.t('killed');
    case 'lost':
      return l10n.t('ended, outcome unknown');
    case 'not-started':
      return l10n.t('not started');
  }
}

/** What became of a run's copies. */
function copies({ secrets }: RunRecord, outstanding: readonly OutstandingCopy[]): string {
  const reason = outstanding.find(copy => copy.reason !== null)?.reason;
  if (outstanding.length > 0) {
    return plural(
      outstanding.length,
      l10n.t('1 copy not removed{0}', reason ? `: ${reason}` : ''),
      l10n.t('{0} copies not removed{1}', outstanding.length, reason ? `: ${reason}` : ''),
    );
  }
  return secrets.length === 0
    ? l10n.t('no copies')
    : secrets.length === 1
      ? l10n.t('its copy is removed')
      : l10n.t('all {0} copies removed', secrets.length);
}
