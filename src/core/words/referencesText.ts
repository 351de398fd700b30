import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';

/** How many places of the code make a run get a secret: `3 references`, or that somebody did. */
export function referencesText(references: number): string {
  return plural(
    references,
    l10n.t('1 reference'),
    l10n.t('{0} references', references),
    l10n.t('added by you'),
  );
}
