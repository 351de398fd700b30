import type { CloudLeftover } from '../../core/leftovers/leftover.ts';
import type { Clock } from '../ports/clock.ts';

/** AWS's lists lag behind by minutes (Secrets Manager): for so long we know better. */
const lag = 10 * 60_000;

/** What became of a leftover by our own doing. */
type Change = 'gone' | 'retired' | 'there';

/** What this window removed or restored a moment ago, because lists do not show it at once. */
export class RecentRemovals {
  readonly #clock: Clock;
  readonly #changes = new Map<string, { readonly at: number; readonly change: Change }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  note({ id }: CloudLeftover, change: Change): void {
    this.#changes.set(id, { at: this.#clock(), change });
  }

  /** A leftover as it is by now; null for what is gone. */
  apply(leftover: CloudLeftover): CloudLeftover | null {
    const known = this.#changes.get(leftover.id);
    if (!known || this.#clock() - known.at > lag) {
      return leftover;
    }
    return known.change === 'gone' ? null : { ...leftover, removed: known.change === 'retired' };
  }
}
