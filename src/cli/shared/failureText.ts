import type { Failure } from '../../core/failure.ts';
import { failureMessage } from '../../core/words/failureMessage.ts';

/** A failure in words for a terminal, with the option or the command that helps. */
export function failureText(failure: Failure): string {
  const hint = hints[failure.kind];
  return hint === undefined ? failureMessage(failure) : `${failureMessage(failure)} ${hint}`;
}

const runDirectory = 'Choose another folder with --run-directory.';

const hints: { readonly [Kind in Failure['kind']]?: string } = {
  'nextflow-not-found': 'Install it, or set its path with --nextflow.',
  'script-not-found': 'Set the entry script with --script.',
  'state-folder-not-private': runDirectory,
  'state-folder-not-writable': runDirectory,
  'state-folder-exposed': runDirectory,
  'unsafe-path': runDirectory,
  'copies-not-removed': 'Run nextflow-secrets clean.',
  'seqera-signed-out': 'Put a personal access token into TOWER_ACCESS_TOKEN.',
  'seqera-unreachable':
    'For a private certificate authority, set NODE_EXTRA_CA_CERTS. For a proxy, set HTTPS_PROXY and NODE_USE_ENV_PROXY=1.',
  'seqera-workspace-unknown': 'Set another workspace with --seqera ORGANISATION/WORKSPACE.',
  'google-api-disabled': 'Enable it with gcloud services enable secretmanager.googleapis.com.',
};
