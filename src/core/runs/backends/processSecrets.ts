import type { Reference } from '../../nextflow/scan/reference.ts';
import type { Setting } from '../../nextflow/scan/setting.ts';
import { isSelected } from './isSelected.ts';
import { type ProcessSource } from './processSource.ts';
import { inForce } from './processTarget.ts';

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
  settings: readonly Setting[],
): ProcessSecrets {
  const declared = references.filter(reference => asksFor(reference, process, settings));
  return {
    names: [...new Set(declared.flatMap(({ name }) => name ?? []))],
    computed: declared.some(({ name }) => name === null),
  };
}

/** Whether a reference declares a secret for the tasks of a process, if nothing replaces it. */
export function declares({ kind, place }: Reference, process: ProcessSource): boolean {
  switch (kind) {
    case 'directive':
      return place.kind === 'process' && place.process === definedAs(process);
    case 'configDirective':
      return place.kind === 'selector' && isSelected(place.selector, process);
    case 'property':
      return false;
  }
}

/**
 * Whether the tasks of a process ask for the secret of a reference. A selector's list takes the
 * place of the process's own, and `process.secret` that of none (Nextflow 24.10.0).
 */
export function asksFor(
  reference: Reference,
  process: ProcessSource,
  settings: readonly Setting[],
): boolean {
  const selector = reference.place.kind === 'selector' ? reference.place.selector : null;
  if (hasComputedLabel(process) && selector?.startsWith('withLabel:')) {
    return true;
  }
  if (!declares(reference, process)) {
    return false;
  }
  const setting = inForce('secret', process, settings);
  if (setting === undefined) {
    return true;
  }
  if (process.directives.includes(setting)) {
    return reference.kind === 'directive';
  }
  const { place } = reference;
  return setting.path.length === 3
    ? place.kind === 'selector' && place.selector === setting.path[1]
    : // A directive below an `if` may be there or not.
      place.kind !== 'selector' || place.selector === null;
}

/** Whether only a run can tell all labels of a process. */
export function hasComputedLabel({ directives }: ProcessSource): boolean {
  return directives.some(({ path, value }) => path[0] === 'label' && value === null);
}

/** Whether some task of a run may ask for what a reference declares, where processes are known. */
export function isAskedFor(
  reference: Reference,
  processes: readonly ProcessSource[],
  settings: readonly Setting[],
): boolean {
  return (
    reference.kind === 'property' ||
    processes.length === 0 ||
    processes.some(process => asksFor(reference, process, settings))
  );
}

function definedAs({ name, called }: ProcessSource): string {
  return called?.definedAs ?? name;
}
