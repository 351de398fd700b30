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
      return 'Java is not found, and Nextflow needs it (17 or newer). Install it, or set JAVA_HOME.';
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
      return `It failed: ${failure.kind}.`;
  }
}
