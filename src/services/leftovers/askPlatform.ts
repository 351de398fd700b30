import type { Attribution } from '../../core/leftovers/attribution.ts';
import type { CloudLeftover, Leftover } from '../../core/leftovers/leftover.ts';
import type { KnownPlatformRun, RunsOnPlatform } from '../ports/copies/leftoverPlaces.ts';

/** Time in which the Platform may still be removing copies, and lists may be behind: milliseconds. */
export const grace = 15 * 60_000;

/**
 * Asks the Platform whose the copies are that have its form, and gives what changes each that it
 * knows. Null where it was given up: what was found stays.
 */
export async function askPlatform(
  platform: RunsOnPlatform,
  found: readonly Leftover[],
  signal: AbortSignal,
): Promise<((leftover: CloudLeftover, now: number) => CloudLeftover) | null> {
  const asked = new Set(found.flatMap(one => (hasPlatformForm(one) ? (one.run ?? []) : [])));
  try {
    const known = await platform.find([...asked], signal);
    return (leftover, now) => {
      const run = hasPlatformForm(leftover) ? known.get(leftover.run ?? '') : undefined;
      return run ? { ...leftover, attribution: attributionOf(run, now) } : leftover;
    };
  } catch (error) {
    if (signal.aborted) {
      return null;
    }
    throw error;
  }
}

/** Whether a copy is named as the Platform names its own, and not known to be ours. */
function hasPlatformForm(leftover: Leftover): leftover is CloudLeftover {
  return leftover.kind === 'cloud' && leftover.attribution.kind === 'platform-form';
}

/** A run that ended at no known time is over. */
function attributionOf(
  { name, workspace, live, endedAt }: KnownPlatformRun,
  now: number,
): Attribution {
  const ending = endedAt !== null && now - endedAt < grace;
  const state = live ? 'live' : ending ? 'ending' : 'over';
  return { kind: 'platform-run', run: { name, workspace, state } };
}
