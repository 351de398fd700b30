import { lock } from 'proper-lockfile';

/**
 * Takes a run for this process alone. Null where another process has it, which a lock that is
 * renewed all the time tells: one whose owner died is free after five.
 *
 * `attempts` are a second apart.
 */
export async function ownRun(
  lockPath: string,
  attempts: number,
): Promise<(() => Promise<void>) | null> {
  const retries = { retries: attempts - 1, factor: 1, minTimeout: 1000 };
  try {
    return await lock(lockPath, { realpath: false, stale: 5000, update: 1500, retries });
  } catch {
    return null;
  }
}
