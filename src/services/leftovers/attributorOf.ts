import { Attributor } from '../../core/leftovers/attribution.ts';
import type { CloudLeftover } from '../../core/leftovers/leftover.ts';
import { searchedKind, type SearchLocation } from '../../core/leftovers/searchLocation.ts';
import { parseCopyKey } from '../../core/runs/copies/copyKey.ts';
import type { ListedCopy } from '../ports/copies/copyManager.ts';
import type { StoredRun } from '../ports/runs/runHost.ts';

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
  location: SearchLocation,
  place: string,
  copy: ListedCopy,
  attributor: Attributor,
): CloudLeftover {
  const { key, tags, createdAt, accessedAt, expiresAt, deletedAt } = copy;
  const { cloud } = location;
  const what = searchedKind(location);
  const form = what === 'secret' ? cloud : 'batch';
  const parsed = parseCopyKey(form, key);
  return {
    kind: 'cloud',
    id: `${place}\n${key}`,
    cloud,
    what,
    place,
    key,
    run: parsed?.run ?? null,
    name: parsed?.name ?? null,
    attribution: attributor.of(form, { place, key }, tags),
    createdAt,
    accessedAt,
    expiresAt,
    removed: deletedAt !== null,
  };
}
