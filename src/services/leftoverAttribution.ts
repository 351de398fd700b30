import type { Cloud } from '../core/failure.ts';
import { Attributor } from '../core/leftovers/attribution.ts';
import type { CloudLeftover } from '../core/leftovers/leftover.ts';
import { parseCopyKey } from '../core/runs/copyKey.ts';
import type { ListedCopy, StoredRun } from './ports.ts';

/**
 * Attributes by the runs of this machine. One whose supervisor died is not over before it was
 * finished: its Nextflow may still live.
 */
export function attributorOf(runs: readonly StoredRun[]): Attributor {
  return new Attributor(
    runs.map(({ record, alive, intended }) => ({
      over: !alive && record.state.kind === 'ended',
      intended,
    })),
  );
}

/** What a manager lists, as a leftover with all that is known of it. */
export function leftoverOf(
  cloud: Cloud,
  place: string,
  copy: ListedCopy,
  attributor: Attributor,
): CloudLeftover {
  const { key, tags, createdAt, accessedAt, expiresAt, deletedAt } = copy;
  const parsed = parseCopyKey(cloud, key);
  return {
    kind: 'cloud',
    id: `${place}\n${key}`,
    cloud,
    place,
    key,
    run: parsed?.run ?? null,
    name: parsed?.name ?? null,
    attribution: attributor.of(cloud, { place, key }, tags),
    createdAt,
    accessedAt,
    expiresAt,
    removed: deletedAt !== null,
  };
}
