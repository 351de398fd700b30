import * as l10n from '@vscode/l10n';
import { span } from '../../age.ts';
import type { RunRecord, RunState } from '../../runs/record/runRecord.ts';
import type { RunKind } from '../../runs/record/runWork.ts';

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

/** `stopping, killed in 42 s`. */
export function stoppingWords(state: RunState, now: number): string {
  return [l10n.t('stopping'), ...killIn(state, now)].join(', ');
}

/** When Stop becomes a kill. A clock that was set only changes what is shown, within the limits. */
export function killIn(state: RunState, now: number): string[] {
  if (state.kind !== 'stopping' || state.timeout === null) {
    return [];
  }
  const left = Math.min(state.timeout, Math.max(0, state.since + state.timeout - now));
  return [l10n.t('killed in {0}', span(left))];
}
