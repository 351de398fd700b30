import * as l10n from '@vscode/l10n';
import { plural } from '../count.ts';
import { type CloudLeftover } from './leftover.ts';

/** `2 secrets, 1 job definition`. */
export function countClouds(leftovers: readonly CloudLeftover[]): string {
  const definitions = leftovers.filter(({ what }) => what === 'job-definition').length;
  const secrets = leftovers.length - definitions;
  return [
    ...(secrets === 0 ? [] : [plural(secrets, l10n.t('1 secret'), l10n.t('{0} secrets', secrets))]),
    ...(definitions === 0
      ? []
      : [
          plural(
            definitions,
            l10n.t('1 job definition'),
            l10n.t('{0} job definitions', definitions),
          ),
        ]),
  ].join(', ');
}
