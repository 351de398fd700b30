import * as l10n from '@vscode/l10n';
import { age, span } from '../../age.ts';
import { plural } from '../../count.ts';
import { leakCount } from '../../leaks/leakWords.ts';
import { backends } from '../../runs/backends/backend.ts';
import { targetLabel } from '../../runs/plan/targetLabel.ts';
import type { OutstandingCopy } from '../../runs/record/journal.ts';
import { refusalText } from '../../runs/record/refusal.ts';
import type { RunRecord } from '../../runs/record/runRecord.ts';
import { tasksDone } from './processLine.ts';
import type { ShownRun } from './shownRun.ts';
import { killIn, stateWord } from './stateWord.ts';

/** A run in a few quiet words: `running · 3 of 5 tasks · 2 min`. */
export function runLine(run: ShownRun, now: number): string {
  return (run.alive ? liveLine(run, now) : endedLine(run, now)).join(' · ');
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
