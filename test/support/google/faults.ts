import { setTimeout as delay } from 'node:timers/promises';
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
export class GoogleFaults {
  readonly #next = new Map<string, (GoogleFault | null)[]>();
  readonly #always = new Map<string, GoogleFault>();
  readonly #counts = new Map<string, number>();
  /** How long every call takes, in milliseconds. */
  latency = 0;

  /** The next calls go wrong in these ways, one after the other; null lets one pass. */
  next(call: string, ...faults: (GoogleFault | null)[]): void {
    this.#next.set(call, [...(this.#next.get(call) ?? []), ...faults]);
  }

  /** Every call goes wrong, until it is told otherwise with null. */
  always(call: string, fault: GoogleFault | null): void {
    if (fault === null) {
      this.#always.delete(call);
    } else {
      this.#always.set(call, fault);
    }
  }

  count(call: string): number {
    return this.#counts.get(call) ?? 0;
  }

  /** Does a call, or what its fault says; one that hangs never settles. */
  async around<T>(call: string, act: () => T): Promise<T> {
    this.#counts.set(call, this.count(call) + 1);
    const fault = this.#next.get(call)?.shift() ?? this.#always.get(call);
    if (this.latency > 0) {
      await delay(this.latency);
    }
    if (fault === undefined) {
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
