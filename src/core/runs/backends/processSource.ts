import type { Setting } from '../../nextflow/scan/setting.ts';

/** A process, and what it says itself. */
export interface ProcessSource {
  /** Selects it alone. */
  readonly name: string;
  /** Absent where it is not known how a run comes to it. */
  readonly called?: ProcessCall;
  /** Its own directives, in order; `label` may come more than once. */
  readonly directives: readonly Setting[];
}

/** Under which names a run has a process; selectors may use any of them. */
export interface ProcessCall {
  /** The name that it is defined with. */
  readonly definedAs: string;
  /** The name that it is included with. */
  readonly as: string;
  /** That with the workflows around it, say `RNASEQ:ALIGN`. */
  readonly path: string;
}
