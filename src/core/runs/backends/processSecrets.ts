import type { Reference } from '../../nextflow/scan/reference.ts';
import { isSelected, type ProcessSource } from './processTarget.ts';

/** The secrets that a process declares for its tasks, by a directive or by a config's selector. */
export interface ProcessSecrets {
  /** Each once, in the order in which they are declared. */
  readonly names: readonly string[];
  /** Whether a name is known only at run time. */
  readonly computed: boolean;
}

export function secretsOf(
  process: ProcessSource,
  references: readonly Reference[],
): ProcessSecrets {
  const declared = references.filter(reference => declares(reference, process));
  return {
    names: [...new Set(declared.flatMap(({ name }) => name ?? []))],
    computed: declared.some(({ name }) => name === null),
  };
}

/** Whether a reference declares a secret for the tasks of a process. */
export function declares({ kind, place }: Reference, process: ProcessSource): boolean {
  switch (kind) {
    case 'directive':
      return place.kind === 'process' && place.process === process.name;
    case 'configDirective':
      return place.kind === 'selector' && isSelected(place.selector, process);
    case 'property':
      return false;
  }
}
