import type { PlanUse } from '../../arrival/consequence.ts';
import { naturalOrder } from '../../naturalOrder.ts';
import { parseSecretName } from '../../secrets/secretName.ts';
import { SecretValue } from '../../secrets/secretValue.ts';
import type { RunId } from '../record/runId.ts';

/**
 * A value that stands in for a secret: no secret, and nobody takes it for one. It has the shape of
 * a web address where the name speaks of one, arrives in tasks as it is, and leads nowhere:
 * `.invalid` is kept free of hosts (RFC 2606). `mark` makes it one of its kind.
 */
export function canaryFor(name: string, mark: RunId): SecretValue {
  return new SecretValue(
    /(URL|URI|WEBHOOK|HOOK|ENDPOINT)$/i.test(name)
      ? `https://canary.invalid/not-a-secret/${name}/${mark}`
      : `canary-not-a-secret-${name}-${mark}`,
  );
}

/** The names for which a canary run needs a value: each that is referenced and may be one. */
export function canaryNames(uses: readonly PlanUse[], added: readonly string[]): readonly string[] {
  const names = uses.flatMap(({ reference }) => reference.name ?? []);
  return [...new Set([...names, ...added])]
    .filter(name => parseSecretName(name).ok)
    .sort(naturalOrder);
}
