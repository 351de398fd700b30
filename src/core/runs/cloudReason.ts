import type { CloudFailure } from '../failure.ts';

const clouds = { aws: 'AWS', google: 'Google Cloud' } as const;

/**
 * Why a cloud did not do something, as the phrase that a journal and a run's record keep: whoever
 * owns the run has no window to word a failure in.
 */
export function cloudReason(failure: CloudFailure): string {
  switch (failure.kind) {
    case 'cloud-signed-out':
      return `the sign-in to ${clouds[failure.cloud]} with ${failure.connection} is ${failure.because === 'code' ? 'to be confirmed with a code' : failure.because}`;
    case 'cloud-not-set-up':
      return `nothing says which ${failure.missing} of ${clouds[failure.cloud]} is meant`;
    case 'cloud-denied':
      return `${clouds[failure.cloud]} does not allow ${failure.permission} on ${failure.resource}`;
    case 'cloud-throttled':
      return `${clouds[failure.cloud]} is too busy for ${failure.action}`;
    case 'cloud-unreachable':
      return `${clouds[failure.cloud]} does not answer (${failure.reason})`;
    case 'cloud-refused':
      return `${clouds[failure.cloud]} refused ${failure.action}: ${failure.code}`;
    case 'copy-awaits-deletion':
      return `${failure.key} was removed before and still waits out its recovery window`;
    default:
      return failure.kind;
  }
}
