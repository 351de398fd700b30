import { isCloudTarget, type RunTarget } from '../../core/runs/backends/runTarget.ts';
import { concurrency } from '../../core/runs/copies/concurrency.ts';
import { expiry } from '../../core/runs/copies/expiry.ts';
import { outstanding } from '../../core/runs/record/journal.ts';
import { failureReason } from '../../core/words/failureMessage.ts';
import { bounded } from '../async/bounded.ts';
import type { PublishDeps } from './publishDeps.ts';

/** Puts off the time at which a cloud removes a run's copies by itself; throws why it could not. */
export async function renewExpiry(
  { places, journal, now, signal }: Omit<PublishDeps, 'store'>,
  target: RunTarget,
): Promise<void> {
  const place = isCloudTarget(target) ? await places.copies(target, signal) : null;
  if (!place?.ok) {
    throw new Error(place ? failureReason(place.error) : 'no cloud');
  }
  const { manager } = place.value;
  try {
    const copies = outstanding(await journal.read()).filter(copy => copy.manager === manager.id);
    const failures: string[] = [];
    await bounded(
      copies,
      concurrency,
      async ({ key }) => {
        const renewed = await manager.extend(key, now() + expiry, signal);
        if (!renewed.ok) {
          failures.push(failureReason(renewed.error));
        }
      },
      signal,
    );
    if (failures[0] !== undefined) {
      throw new Error(failures[0]);
    }
  } finally {
    place.value.dispose();
  }
}
