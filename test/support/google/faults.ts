import { setTimeout as delay } from 'node:timers/promises';
import { FaultQueues } from '../faultQueues.ts';
import { ServiceError } from './secretManager.ts';

/**
 * How a call goes wrong: refused with a status, never answered, or done with its answer lost.
 * - `cut` is what a client sees of a broken connection.
 * - `disabled` is the answer of a project that has not enabled the service.
 * - `unbilled` is that of one without billing.
 * - `quota-unset` and `quota-denied` are about the project for which a person's calls count.
 * - `proxy` is what a client makes of a web page in the service's place.
 * - `reset` and `certificate` are connections that broke, and that were not trusted.
 * - `clock` is a token that was signed at another time.
 */
export type GoogleFault =
  | 'throttle'
  | 'deny'
  | 'disabled'
  | 'unbilled'
  | 'quota-unset'
  | 'quota-denied'
  | 'proxy'
  | 'reset'
  | 'certificate'
  | 'clock'
  | 'sign-out'
  | 'cut'
  | 'internal'
  | 'hang'
  | 'lose';

const refusals: Readonly<Record<Exclude<GoogleFault, 'hang' | 'lose'>, [number, string]>> = {
  throttle: [8, 'Quota exceeded for quota metric'],
  deny: [7, 'Permission denied on resource (or it may not exist).'],
  disabled: [7, 'Secret Manager API has not been used in project 1 before or it is disabled.'],
  unbilled: [
    7,
    'This API method requires billing to be enabled. Please enable billing on project #research',
  ],
  'quota-unset': [
    7,
    'Your application is authenticating by using local Application Default Credentials. The secretmanager.googleapis.com API requires a quota project, which is not set by default. SERVICE_DISABLED',
  ],
  'quota-denied': [
    7,
    'Caller does not have required permission to use project clinic. Grant the caller the roles/serviceusage.serviceUsageConsumer role, or a custom role with the serviceusage.services.use permission',
  ],
  proxy: [7, 'Received HTTP status code 403'],
  reset: [14, 'read ECONNRESET'],
  certificate: [14, 'Last error: Error: self-signed certificate in certificate chain'],
  clock: [
    16,
    'Getting metadata from plugin failed with error: invalid_grant: Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
  ],
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
