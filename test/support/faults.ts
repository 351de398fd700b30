import type { Cloud, CloudFailure } from '../../src/core/failure.ts';
import { err, type Result } from '../../src/core/result.ts';
import { FaultQueues } from './faultQueues.ts';

/** How a call is to go wrong. `hang` waits until it is given up. */
export type Fault = 'throttle' | 'deny' | 'cut' | 'hang' | 'sign-out';

/** Counts the calls of a fake and makes those go wrong that it was told to. */
export class Faults extends FaultQueues<Fault> {
  readonly #cloud: Cloud;

  constructor(cloud: Cloud) {
    super();
    this.#cloud = cloud;
  }

  /** Called first by each action; null says go on. */
  async strike(
    action: string,
    resource: string,
    signal: AbortSignal,
  ): Promise<Result<never, CloudFailure> | null> {
    signal.throwIfAborted();
    const fault = this.take(action);
    if (fault === null) {
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
