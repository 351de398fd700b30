import type { Failure } from '../core/failure.ts';
import { argumentText } from '../core/runs/commandLine.ts';

/** A failure in words, for a terminal. */
export function failureText(failure: Failure): string {
  switch (failure.kind) {
    case 'nextflow-not-found':
      return failure.setting === null
        ? 'Nextflow is not on the PATH. Install it, or name it with --nextflow.'
        : `There is no Nextflow at ${failure.setting}.`;
    case 'java-not-found':
      return `${failure.found === null ? 'Java is not found' : `Java ${failure.found} is too old`}, and Nextflow needs it (17 or newer). Install it, or set JAVA_HOME.`;
    case 'script-not-found':
      return `${failure.path} is not there. Name the entry script with --script.`;
    case 'argument-refused':
      return argumentText(failure);
    case 'state-folder-not-private':
      return `${failure.path} is open to others (mode ${failure.mode}). Close it with chmod 700, or choose another with --run-directory.`;
    case 'state-folder-not-writable':
      return `${failure.path} cannot be written: ${failure.reason}. Choose another folder with --run-directory.`;
    case 'unsafe-path':
      return `Tasks would not find their secrets in ${failure.path}, because of the character “${failure.character}”. Choose another folder with --run-directory.`;
    case 'supervisor-not-started':
      return `The run was not started: ${failure.detail}.`;
    case 'copies-not-removed':
      return `Copies could not be removed: ${failure.reasons.join('; ')}. Try nextflow-secrets clean.`;
    default:
      return placeText(failure);
  }
}

/** Failures of the places in which leftovers are looked for. */
function placeText(failure: Failure): string {
  switch (failure.kind) {
    case 'cloud-signed-out':
      return `Nobody is signed in to ${clouds[failure.cloud]} with ${failure.connection} (${failure.because}).`;
    case 'cloud-denied':
      return `${clouds[failure.cloud]} does not allow ${failure.permission} on ${failure.resource}.`;
    case 'cloud-throttled':
      return `${clouds[failure.cloud]} is busy and did not take ${failure.action}. Try again later.`;
    case 'cloud-unreachable':
      return `${clouds[failure.cloud]} does not answer: ${failure.reason}.`;
    case 'cloud-refused':
      return `${clouds[failure.cloud]} refused ${failure.action}: ${failure.code}.`;
    case 'google-project-differs':
      return `The key ${failure.path} is of the project ${failure.own}, not of ${failure.chosen}.`;
    case 'google-api-disabled':
      return `Secret Manager is not enabled in ${failure.project}. Enable it with gcloud services enable secretmanager.googleapis.com.`;
    case 'file-unreadable':
    case 'file-not-removed':
      return `${failure.path}: ${failure.reason}.`;
    case 'file-in-use':
      return `${failure.path} may be in use by now.`;
    default:
      return `It failed: ${failure.kind}.`;
  }
}

const clouds = { aws: 'AWS', google: 'Google Cloud' } as const;
