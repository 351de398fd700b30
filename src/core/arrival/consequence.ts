import type { Reference } from '../nextflow/scan/reference.ts';

/** `error`: the run or a task fails, or does what nobody asked for. `info`: nothing breaks. */
export type Severity = 'error' | 'warning' | 'info';

/** What a run would do, in words for people. */
export interface Consequence {
  readonly severity: Severity;
  readonly text: string;
  /** The same in the one line of a row, what matters first; absent where the text is as short. */
  readonly brief?: string;
}

/** A reference that a run reads, and where it stands, say `main.nf:12`. */
export interface PlanUse {
  readonly reference: Reference;
  readonly at: string;
}
