import { setTimeout as delay } from 'node:timers/promises';
import { FaultQueues } from '../faultQueues.ts';
import { ServiceError } from './secretManager.ts';

/**
 * How a call goes wrong: refused with a status, never answered, or done with its answer lost.
 * - `cut` is what a client sees of a broken connection.
 * - `disabled` is the answer of a project that has not enabled the service.
 */
export type GoogleFault =
  'throttle' | 'deny' | 'disabled' | 'sign-out' | 'cut' | 'internal' | 'hang' | 'lose';

const refusals: Readonly<Record<Exclude<GoogleFault, 'hang' | 'lose'>, [number, string]>> = {
  throttle: [8, 'Quota exceeded for quota metric'],
  deny: [7, 'Permission denied on resource (or it may not exist).'],
  disabled: [7, 'Secret Manager API has not been used in project 1 before or it is disabled.'],
  'sign-out': [16, 'Request had invalid authentication credentials.'],
  cut: [14, 'The connection was cut.'],
  internal: [13, 'Internal error encountered.'],
};

/** What is to go wrong, by the name of a call, say `createSecret`; and how often each was called. */
export class GoogleFaults extends FaultQueues<GoogleFault> {
  /** How long every call takes, in milliseconds. */
  latency = 0;

  /** Does a call, or what its fault says; one that hangs never settles. */
  async around<T>(call: string, act: () => T): Promise<T> {
    const fault = this.take(call);
    if (this.latency > 0) {
      await delay(this.latency);
    }
    if (fault === null) {
      return act();
    }
    if (fault === 'hang') {
      return new Promise<never>(() => undefined);
    }
    if (fault === 'lose') {
      act();
    }
    const [code, details] = refusals[fault === 'lose' ? 'cut' : fault];
    throw new ServiceError(code, details);
  }
}
