import type { Cloud, CloudFailure } from '../../src/core/failure.ts';
import { err, type Result } from '../../src/core/result.ts';

/** How a call is to go wrong. `hang` waits until it is given up. */
export type Fault = 'throttle' | 'deny' | 'cut' | 'hang' | 'sign-out';

/** Counts the calls of a fake and makes those go wrong that it was told to. */
export class Faults {
  readonly #cloud: Cloud;
  readonly #pending = new Map<string, Fault[]>();
  readonly #always = new Map<string, Fault>();
  readonly #counts = new Map<string, number>();

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  /** The next calls of an action go wrong in these ways, one after the other. */
  next(action: string, ...faults: Fault[]): void {
    this.#pending.set(action, [...(this.#pending.get(action) ?? []), ...faults]);
  }

  /** Every call of an action goes wrong, until it is told otherwise with null. */
  always(action: string, fault: Fault | null): void {
    if (fault === null) {
      this.#always.delete(action);
    } else {
      this.#always.set(action, fault);
    }
  }

  count(action: string): number {
    return this.#counts.get(action) ?? 0;
  }

  /** Called first by each action; null says go on. */
  async strike(
    action: string,
    resource: string,
    signal: AbortSignal,
  ): Promise<Result<never, CloudFailure> | null> {
    signal.throwIfAborted();
    this.#counts.set(action, this.count(action) + 1);
    const fault = this.#pending.get(action)?.shift() ?? this.#always.get(action);
    if (fault === undefined) {
      return null;
    }
    const cloud = this.#cloud;
    switch (fault) {
      case 'throttle':
        return err({ kind: 'cloud-throttled', cloud, action });
      case 'deny':
        return err({ kind: 'cloud-denied', cloud, permission: action, resource });
      case 'cut':
        return err({ kind: 'cloud-unreachable', cloud, reason: 'ECONNRESET' });
      case 'sign-out':
        return err({ kind: 'cloud-signed-out', cloud, connection: 'memory', because: 'expired' });
      case 'hang':
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(signal.reason as Error);
          });
        });
        return null;
    }
  }
}
