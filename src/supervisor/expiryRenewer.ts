import pMap from 'p-map';
import { concurrency, openPlace } from '../adapters/copies/openPlace.ts';
import type { JournalFile } from '../adapters/copies/journalFile.ts';
import { isCloud, type RunTarget } from '../core/runs/backends/runTarget.ts';
import { expiry, expiryRenewal } from '../core/runs/copies/expiry.ts';
import { outstanding } from '../core/runs/record/journal.ts';
import { failureReason } from '../core/words/failureMessage.ts';

/** Puts off the time at which a cloud removes copies by itself, while their run lives. */
export class ExpiryRenewer {
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(target: RunTarget | null, journal: JournalFile, interval = expiryRenewal) {
    if (target?.kind === 'google-batch') {
      this.#timer = setInterval(() => {
        void renew(target, journal).catch((error: unknown) => {
          process.stderr.write(`copies live no longer than planned: ${String(error)}\n`);
        });
      }, interval);
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}

async function renew(target: RunTarget, journal: JournalFile): Promise<void> {
  const signal = AbortSignal.timeout(expiryRenewal);
  const place = isCloud(target) ? await openPlace(target, signal) : null;
  if (!place?.ok) {
    throw new Error(place ? failureReason(place.error) : 'no cloud');
  }
  const { manager } = place.value;
  try {
    const copies = outstanding(await journal.read()).filter(copy => copy.manager === manager.id);
    await pMap(
      copies,
      async ({ key }) => {
        const done = await manager.extend(key, Date.now() + expiry, signal);
        if (!done.ok) {
          throw new Error(failureReason(done.error));
        }
      },
      { concurrency, stopOnError: false },
    );
  } finally {
    place.value.dispose();
  }
}
