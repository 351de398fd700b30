import type { Failure } from '../../core/failure.ts';
import { failureMessage } from '../../core/words/failureMessage.ts';

/** A failure in words for a terminal, with the option or the command that helps. */
export function failureText(failure: Failure): string {
  const hint = hints[failure.kind];
  return hint === undefined ? failureMessage(failure) : `${failureMessage(failure)} ${hint}`;
}

const runDirectory = 'Another is chosen with --run-directory.';

const hints: { readonly [Kind in Failure['kind']]?: string } = {
  'nextflow-not-found': 'Install it, or name it with --nextflow.',
  'script-not-found': 'Name the entry script with --script.',
  'state-folder-not-private': runDirectory,
  'state-folder-not-writable': runDirectory,
  'state-folder-exposed': runDirectory,
  'unsafe-path': runDirectory,
  'copies-not-removed': 'Try nextflow-secrets clean.',
  'journal-damaged':
    'Look in its cloud with --aws-region or --google-project, then remove the folder of the run.',
  'seqera-signed-out': 'Put a personal access token into TOWER_ACCESS_TOKEN.',
  'seqera-unreachable':
    'NODE_EXTRA_CA_CERTS names the certificate of an own authority; a proxy is HTTPS_PROXY, with NODE_USE_ENV_PROXY=1.',
  'seqera-workspace-unknown': 'Name another with --seqera ORGANISATION/WORKSPACE.',
  'google-api-disabled': 'Enable it with gcloud services enable secretmanager.googleapis.com.',
};
