import * as l10n from '@vscode/l10n';
import type { Reference } from '../nextflow/scan/reference.ts';

/** Who reads a secret, for people: a process, what a selector selects, or code. */
export function reader({ place }: Reference): string {
  switch (place.kind) {
    case 'process':
      return place.process;
    case 'selector':
      return place.selector === null
        ? l10n.t('each process')
        : l10n.t('each process that {0} selects', place.selector);
    case 'script':
      return l10n.t('the script');
    case 'config':
      return l10n.t('the config');
  }
}

/** Those who read a secret, for a line that must not grow: the first two, and how many more. */
export function readersText(references: readonly Reference[]): string {
  const all = [...new Set(references.map(reader))];
  return all.length > 3
    ? l10n.t('{0} and {1} more', all.slice(0, 2).join(', '), all.length - 2)
    : all.join(', ');
}
