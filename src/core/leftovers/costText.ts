import * as l10n from '@vscode/l10n';
import type { Cloud } from '../failure.ts';
import type { Leftover } from './leftover.ts';

/**
 * US dollars a month: AWS for a secret, Google for an active version in one location. Both bill
 * the time for which it exists. From aws.amazon.com/secrets-manager/pricing and
 * cloud.google.com/secret-manager/pricing; {@link priceNote} says of when.
 */
const prices: Readonly<Record<Cloud, number>> = { aws: 0.4, google: 0.06 };

/** Where the prices are from, and of when they are. */
export const priceNote = l10n.t(
  'Estimated from the list prices of AWS Secrets Manager ($0.40 per secret and month) and Google Secret Manager ($0.06 per active version and month) as of 2026-11, without requests and free tiers.',
);

/** What leftovers cost a month, in US dollars: only secrets that do not wait to be deleted do. */
function monthlyCost(leftovers: readonly Leftover[]): number {
  return leftovers.reduce(
    (sum, leftover) =>
      sum +
      (leftover.kind === 'cloud' && leftover.what === 'secret' && !leftover.removed
        ? prices[leftover.cloud]
        : 0),
    0,
  );
}

/** Say `about $1.20 a month`; empty where nothing is to be paid. */
export function costText(leftovers: readonly Leftover[]): string {
  const cost = monthlyCost(leftovers);
  return cost === 0 ? '' : l10n.t('about ${0} a month', cost.toFixed(2));
}
