import type { OutstandingCopy } from '../../runs/record/journal.ts';
import type { RunRecord } from '../../runs/record/runRecord.ts';

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
