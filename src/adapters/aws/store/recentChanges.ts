import type { SecretName } from '../../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../../core/secrets/secretRecord.ts';
import type { Clock } from '../../../services/ports/clock.ts';

/** As long as a listing of AWS may lag behind, in milliseconds. */
const lag = 5 * 60_000;

/** As far as our clock may differ from the service's, in milliseconds. */
const skew = 60_000;

/**
 * What this window has changed in a store whose listings lag behind: a listing shows it until the
 * service does.
 */
export class RecentChanges {
  readonly #now: Clock;
  /** The record that is there now; null for a name that is not any more. */
  readonly #changes = new Map<
    SecretName,
    { readonly record: SecretRecord | null; until: number }
  >();

  constructor(now: Clock) {
    this.#now = now;
  }

  put(record: SecretRecord): void {
    this.#changes.set(record.name, { record, until: this.#now() + lag });
  }

  remove(name: SecretName): void {
    this.#changes.set(name, { record: null, until: this.#now() + lag });
  }

  /** A listing as it is, and what it does not show yet. */
  apply(listed: readonly SecretRecord[]): readonly SecretRecord[] {
    const byName = new Map(listed.map(record => [record.name, record]));
    for (const [name, { record, until }] of this.#changes) {
      const shown = byName.get(name);
      if (this.#now() > until || isShown(record, shown)) {
        this.#changes.delete(name);
      } else if (record === null) {
        byName.delete(name);
      } else {
        byName.set(name, { ...record, createdAt: shown?.createdAt ?? record.createdAt });
      }
    }
    return [...byName.values()];
  }
}

function isShown(record: SecretRecord | null, shown: SecretRecord | undefined): boolean {
  return record === null || shown === undefined
    ? record === null && shown === undefined
    : (shown.updatedAt ?? 0) >= (record.updatedAt ?? 0) - skew;
}
