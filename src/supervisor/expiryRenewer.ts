import { unattendedPlaces } from '../adapters/copies/cloudPlaces.ts';
import type { RunTarget } from '../core/runs/backends/runTarget.ts';
import { expiryRenewal } from '../core/runs/copies/expiry.ts';
import { renewExpiry } from '../services/copies/renewExpiry.ts';
import type { Journal } from '../services/ports/copies/copyPlaces.ts';

/** Puts off the time at which a cloud removes copies by itself, while their run lives. */
export class ExpiryRenewer {
  readonly #timer: NodeJS.Timeout | undefined;

  constructor(target: RunTarget | null, journal: Journal, interval = expiryRenewal) {
    if (target?.kind === 'google-batch') {
      this.#timer = setInterval(() => {
        const signal = AbortSignal.timeout(expiryRenewal);
        const deps = { places: unattendedPlaces, journal, now: Date.now, signal };
        void renewExpiry(deps, target).catch((error: unknown) => {
          process.stderr.write(`copies live no longer than planned: ${String(error)}\n`);
        });
      }, interval);
    }
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
