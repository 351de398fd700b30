import * as l10n from '@vscode/l10n';
import type { Failure } from '../failure.ts';
import { roleWith } from '../iam/roles/googleRoles.ts';
import { cloudName } from './cloudName.ts';
import type { FailureWords } from './failureWords.ts';

/** What AWS and Google Cloud refuse, or do not answer. */
export const cloudFailures: FailureWords<
  Extract<Failure['kind'], `cloud-${string}` | `google-${string}`>
> = {
  'cloud-signed-out': ({ cloud, connection, because }) => ({
    what: signedOut(cloudName[cloud], connection, because),
  }),
  'cloud-not-set-up': ({ cloud, missing }) => ({
    what:
      missing === 'execution role'
        ? l10n.t(
            'delivery by job definition needs the execution role of AWS Batch, and neither the settings nor aws.batch.executionRole of the pipeline’s config say which',
          )
        : l10n.t('{0} needs a {1}, and nothing says which', cloudName[cloud], missing),
  }),
  'cloud-denied': ({ cloud, permission, resource }) => ({
    what: l10n.t('{0} does not allow {1} on {2}', cloudName[cloud], permission, resource),
    ...(cloud === 'google' ? { advice: l10n.t('The role {0} does.', roleWith(permission)) } : {}),
  }),
  'cloud-throttled': ({ cloud, action }) => ({
    what: l10n.t(
      '{0} is busy and did not take {1}, also after several tries',
      cloudName[cloud],
      action,
    ),
  }),
  'cloud-unreachable': ({ cloud, reason }) => ({
    what: l10n.t('{0} does not answer: {1}', cloudName[cloud], reason),
  }),
  'cloud-refused': ({ cloud, action, code }) => ({
    what: l10n.t('{0} refused {1}: {2}', cloudName[cloud], action, code),
  }),
  'google-project-differs': ({ path, own, chosen }) => ({
    what: l10n.t(
      'the service account of {0} belongs to the project {1}, and the project in use is {2}',
      path,
      own,
      chosen,
    ),
    advice: l10n.t('The two must be the same.'),
  }),
  'google-api-disabled': ({ project }) => ({
    what: l10n.t('Secret Manager is not enabled in the Google Cloud project {0}', project),
  }),
};

function signedOut(
  cloud: string,
  connection: string,
  because: Extract<Failure, { kind: 'cloud-signed-out' }>['because'],
): string {
  switch (because) {
    case 'absent':
      return l10n.t('no credentials for {0} were found ({1})', cloud, connection);
    case 'expired':
      return l10n.t('the sign-in to {0} with {1} has expired', cloud, connection);
    case 'invalid':
      return l10n.t('the sign-in to {0} with {1} is not valid', cloud, connection);
    case 'code':
      return l10n.t('the sign-in to {0} with {1} wants a code of your device', cloud, connection);
  }
}
