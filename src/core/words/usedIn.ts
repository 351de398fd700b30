import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';

/** In how many places code uses a secret, for a quiet description: `used in 3 places`. */
export function usedIn(places: number): string {
  return plural(
    places,
    l10n.t('used in 1 place'),
    l10n.t('used in {0} places', places),
    l10n.t('not used'),
  );
}
