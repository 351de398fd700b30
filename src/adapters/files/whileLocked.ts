import { turns } from './turns.ts';

/** Some seconds more than a lock whose holder was killed is respected. */
const timeout = { retries: 60, factor: 1.2, minTimeout: 20, maxTimeout: 400, randomize: true };

/** In this process they queue, so that only processes contend for the lock. */
const inTurn = turns();

/**
 * Holds a file against every other process of ours while it is worked on; it need not be there.
 * Rejects with `ELOCKED` where another one does not let go, and where the folder cannot be written.
 */
export function whileLocked<T>(path: string, work: () => Promise<T>): Promise<T> {
  return inTurn(path, () => locked(path, work));
}

async function locked<T>(path: string, work: () => Promise<T>): Promise<T> {
  const { lock } = await import('proper-lockfile'); // It changes a copy of all of `fs` when it is loaded.
  const release = await lock(path, { realpath: false, retries: timeout });
  try {
    return await work();
  } finally {
    await release().catch(() => undefined); // Somebody has taken it away: the work is done.
  }
}
