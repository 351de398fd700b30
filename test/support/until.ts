import assert from 'node:assert/strict';

/** Looks again until something holds; fails after the seconds given, twenty where none are. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  for (let tries = 0; tries < seconds * 10; tries += 1) {
    if (await holds()) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  assert.fail('waited in vain');
}
