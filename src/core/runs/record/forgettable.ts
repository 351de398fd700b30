import type { OutstandingCopy } from './journal.ts';
import type { RunRecord } from './runRecord.ts';

/** How much of the history is kept. */
export interface HistoryLimits {
  /** Milliseconds since a run's end. */
  readonly maxAge: number;
  readonly maxRuns: number;
}

interface KnownRun {
  readonly record: RunRecord;
  readonly outstanding: readonly OutstandingCopy[];
  readonly alive: boolean;
  readonly damage?: string;
}

/**
 * The runs that may be forgotten: over, without outstanding copies, and older or more than the
 * limits allow. One that lives, or that may have copies left, is never among them, and takes no place.
 */
export function forgettable(
  runs: readonly KnownRun[],
  { maxAge, maxRuns }: HistoryLimits,
  now: number,
): readonly string[] {
  return runs
    .flatMap(({ record, outstanding, alive, damage }) =>
      record.state.kind === 'ended' && outstanding.length === 0 && !alive && damage === undefined
        ? [{ run: record.run, at: record.state.at }]
        : [],
    )
    .sort((a, b) => b.at - a.at)
    .filter(({ at }, rank) => rank >= maxRuns || now - at > maxAge)
    .map(({ run }) => run);
}
