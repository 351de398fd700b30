import * as l10n from '@vscode/l10n';
import type { PlannedDelivery } from '../delivery/plannedDelivery.ts';
import type { PlannedBackend } from './plan.ts';

/** How a process gets its secrets and why so: `by fetch, because …`. */
export function deliveryText({ delivery, because }: PlannedDelivery): string {
  switch (delivery) {
    case null:
      return l10n.t('none, because {0}', because);
    case 'store-file':
      return l10n.t('the store file, because {0}', because);
    case 'fetch':
      return l10n.t('by fetch, because {0}', because);
    case 'job-definition':
      return l10n.t('by job definition, because {0}', because);
  }
}

/** The other delivery that a developer may choose for a run; null where there is one way only. */
export function otherDelivery({ target }: PlannedBackend): 'fetch' | 'job-definition' | null {
  return target.kind !== 'aws-batch'
    ? null
    : target.executionRole === null
      ? 'job-definition'
      : 'fetch';
}
