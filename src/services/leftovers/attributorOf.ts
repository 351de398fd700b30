import { Attributor } from '../../core/leftovers/attribution.ts';
import type { CloudLeftover } from '../../core/leftovers/leftover.ts';
import { soughtIn, type Spot } from '../../core/leftovers/spot.ts';
import { parseCopyKey } from '../../core/runs/copies/copyKey.ts';
import type { ListedCopy, StoredRun } from '../ports/ports.ts';

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
  spot: Spot,
  place: string,
  copy: ListedCopy,
  attributor: Attributor,
): CloudLeftover {
  const { key, tags, createdAt, accessedAt, expiresAt, deletedAt } = copy;
  const { cloud } = spot;
  const what = soughtIn(spot);
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
