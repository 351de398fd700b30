import * as l10n from '@vscode/l10n';
import { nameLength, type NameProblem } from './secretName.ts';

/** Why a text cannot be the name of a secret, for people. */
export function nameProblemText(problem: NameProblem): string {
  switch (problem) {
    case 'too-short':
      return l10n.t('A name must have at least {0} characters.', nameLength.min);
    case 'too-long':
      return l10n.t('A name can have at most {0} characters.', nameLength.max);
    case 'bad-start':
      return l10n.t('A name must start with a letter or an underscore.');
    case 'bad-character':
      return l10n.t('A name can have only letters, digits and underscores.');
    case 'double-underscore':
      return l10n.t('A name cannot have two underscores in a row.');
    case 'too-many-parts':
      return l10n.t('A name can have at most 25 parts between underscores.');
  }
}
