import * as l10n from '@vscode/l10n';
import type { Cloud } from '../failure.ts';

/** What a row says of a cloud where nothing tells which place of it is meant. */
export function notLookedAt(cloud: Cloud): string {
  return cloud === 'aws'
    ? l10n.t('not looked at, no region is known')
    : l10n.t('not looked at, no project is known');
}
