import * as l10n from '@vscode/l10n';
import { absenceSeverity } from '../arrival/absenceConsequences.ts';
import { naturalOrder } from '../naturalOrder.ts';
import type { Reference } from '../nextflow/scan/reference.ts';
import { parseSecretName } from '../secrets/secretName.ts';
import { foundName } from '../words/foundName.ts';
import type { Resolve } from './findFindings.ts';

/** A name that may be meant where one is typed, and where it is from: `yours`, `missing`. */
export interface OfferedName {
  readonly name: string;
  readonly origin: string;
}

/**
 * The names to offer where `typed` stands: those that are defined, then those that other code
 * reads; only names that a secret can have, each group in natural order.
 */
export function offeredNames(
  defined: readonly string[],
  references: readonly Reference[],
  typed: string,
  resolve: Resolve,
): readonly OfferedName[] {
  const own = new Set(defined);
  const others = new Set(references.flatMap(({ name }) => name ?? []));
  return [
    ...[...own].sort(naturalOrder),
    ...[...others]
      .filter(name => name !== typed && !own.has(name) && parseSecretName(name).ok)
      .sort(naturalOrder),
  ].map(name => ({ name, origin: originOf(name, references, resolve) }));
}

function originOf(name: string, references: readonly Reference[], resolve: Resolve): string {
  const resolution = resolve(name);
  switch (resolution.kind) {
    case 'found':
      return foundName(resolution);
    case 'missing':
      return references
        .filter(reference => reference.name === name)
        .every(reference => absenceSeverity(reference) === 'info')
        ? l10n.t('optional, not set')
        : l10n.t('missing');
    case 'unknown':
      return l10n.t('used elsewhere');
  }
}
