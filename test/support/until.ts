import assert from 'node:assert/strict';

/**
 * How long a test waits for anything, in milliseconds: far beyond what it takes on a busy machine,
 * so that only what never comes fails. `NFS_WAIT` (seconds) is for whoever wants to see a failure
 * sooner.
 */
export const waitLimit = Number(process.env['NFS_WAIT'] ?? 240) * 1000;

/** How long a whole test may take, in milliseconds: some waits after each other. */
export const testLimit = 3 * waitLimit;

/** Looks again until something is there, and gives it; fails after `waitLimit`, naming what was waited for. */
export async function until<T>(
  look: () => T | Promise<T>,
  what = 'something',
): Promise<Exclude<T, false | null | undefined>> {
  for (const started = performance.now(); performance.now() - started < waitLimit;) {
    const found = await look();
    if (isThere(found)) {
      return found;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.fail(`waited for ${what} in vain`);
}

function isThere<T>(found: T): found is Exclude<T, false | null | undefined> {
  return found !== false && found !== null && found !== undefined;
}
