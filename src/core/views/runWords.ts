import type { OutstandingCopy } from '../runs/journal.ts';
import type { RunRecord, RunState } from '../runs/run.ts';
import { age, span } from './time.ts';

/** What the tree shows of a run; `StoredRun` of the services is one. */
export interface ShownRun {
  readonly record: RunRecord;
  readonly outstanding: readonly OutstandingCopy[];
  readonly alive: boolean;
}

/** How a run ended and what became of its copies, in one line: the terminal's last. */
export function outcomeLine({ record, outstanding }: ShownRun): string {
  const { state } = record;
  return `${state.kind === 'ended' ? ended(state) : 'left by its supervisor'} · ${copies(record, outstanding)}`;
}

/** A run in a few quiet words: `running · 3 of 5 tasks · 2 min`. */
export function runLine(run: ShownRun, now: number): string {
  return (run.alive ? liveLine(run.record, now) : endedLine(run, now)).join(' · ');
}

/** What is known of one copy that may still exist. */
export function copyLine(alive: boolean, reason: string | null): string {
  if (alive) {
    return 'copy in use';
  }
  return reason === null ? 'copy may still exist' : `copy not removed: ${reason}`;
}

function liveLine({ state, progress, startedAt, profiles }: RunRecord, now: number): string[] {
  const { submitted, completed, cached, failed } = progress;
  const tasks = submitted + cached;
  return [
    stateWord(state),
    ...(tasks === 0 ? [] : [`${completed + cached} of ${tasks} tasks`]),
    ...(failed === 0 ? [] : [`${failed} failed`]),
    span(now - startedAt),
    ...(profiles.length === 0 ? [] : [profiles.join(', ')]),
  ];
}

function endedLine({ record, outstanding }: ShownRun, now: number): string[] {
  const { state, startedAt } = record;
  return [
    ...(outstanding.length === 0 ? [] : [copies(record, outstanding)]),
    state.kind === 'ended' ? ended(state) : 'left by its supervisor',
    age(now - (state.kind === 'ended' ? state.at : startedAt)),
    ...(outstanding.length === 0 ? [copies(record, outstanding)] : []),
  ];
}

function stateWord(state: RunState): string {
  switch (state.kind) {
    case 'preparing':
      return 'starting';
    case 'running':
      return 'running';
    case 'stopping':
      return 'stopping';
    case 'sweeping':
      return 'removing copies';
    case 'ended':
      return ended(state);
  }
}

function ended({ outcome, exitCode }: Extract<RunState, { kind: 'ended' }>): string {
  switch (outcome) {
    case 'succeeded':
      return 'succeeded';
    case 'failed':
      return exitCode === null ? 'failed' : `failed with exit code ${exitCode}`;
    case 'stopped':
      return 'stopped';
    case 'killed':
      return 'killed';
    case 'lost':
      return 'ended unseen';
    case 'not-started':
      return 'not started';
  }
}

/** What became of a run's copies. */
function copies({ secrets }: RunRecord, outstanding: readonly OutstandingCopy[]): string {
  const reason = outstanding.find(copy => copy.reason !== null)?.reason;
  if (outstanding.length > 0) {
    return `${count(outstanding.length)} not removed${reason ? `: ${reason}` : ''}`;
  }
  return secrets.length === 0
    ? 'no copies'
    : secrets.length === 1
      ? 'its copy is removed'
      : `all ${secrets.length} copies removed`;
}

function count(copyCount: number): string {
  return `${copyCount} ${copyCount === 1 ? 'copy' : 'copies'}`;
}
