import type { Span } from '../groovy/span.ts';
import type { Setting } from './setting.ts';

/** A process of a script. */
export interface ProcessBlock {
  readonly name: string;
  readonly span: Span;
  /** How its task is written: `exec` runs in Nextflow itself and has no environment of its own. */
  readonly kind: 'script' | 'shell' | 'exec';
  /** Whether it has a stub: `-stub-run` fails at one that has none (Nextflow 24.10.0). */
  readonly stub: boolean;
  /** What it says itself of where its tasks run. */
  readonly directives: readonly Setting[];
}
