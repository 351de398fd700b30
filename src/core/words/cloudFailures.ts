import * as l10n from '@vscode/l10n';
import type { Failure } from '../failure.ts';
import { roleWith } from '../iam/roles/googleRoles.ts';
import { cloudName } from './cloudName.ts';
import type { FailureWords } from './failureWords.ts';

/** What AWS and Google Cloud refuse, or do not answer. */
export const cloudFailures: FailureWords<
  Extract<Failure['kind'], `cloud-${string}` | `aws-${string}` | `google-${string}`>
> = {
  'cloud-signed-out': ({ cloud, connection, because }) => ({
    what: signedOut(cloudName[cloud], connection, because),
  }),
  'cloud-not-set-up': ({ cloud, missing }) => ({
    what:
      missing === 'execution role'
        ? l10n.t(
            'delivery by job definition needs the execution role of AWS Batch, but neither the settings nor aws.batch.executionRole in the config of the pipeline name one',
          )
        : l10n.t(
            '{0} needs a {1}, but no setting, config or environment names one',
            cloudName[cloud],
            missing,
          ),
  }),
  'cloud-denied': ({ cloud, permission, resource }) => ({
    what: l10n.t('{0} does not allow {1} on {2}', cloudName[cloud], permission, resource),
    ...(cloud === 'google'
      ? { advice: l10n.t('The role {0} allows it.', roleWith(permission)) }
      : {}),
  }),
  'cloud-throttled': ({ cloud, action }) => ({
    what: l10n.t(
      '{0} is busy and did not accept {1} after several attempts',
      cloudName[cloud],
      action,
    ),
  }),
  'cloud-unreachable': ({ cloud, reason }) => ({
    what: l10n.t('{0} does not respond: {1}', cloudName[cloud], reason),
  }),
  'cloud-cut-off': ({ cloud, reason }) => ({
    what: l10n.t('the connection to {0} was lost: {1}', cloudName[cloud], reason),
  }),
  'cloud-untrusted': ({ cloud, reason }) => ({
    what: l10n.t(
      'this machine does not trust the certificate of {0}: {1}',
      cloudName[cloud],
      reason,
    ),
    advice: l10n.t(
      'If a proxy inspects traffic, set NODE_EXTRA_CA_CERTS to the file of its certificate and restart.',
    ),
  }),
  'cloud-intercepted': ({ cloud, status }) => ({
    what: l10n.t(
      'a proxy or gateway between this machine and {0} responded with status {1}',
      cloudName[cloud],
      status,
    ),
    advice: l10n.t(
      'A proxy or a firewall blocks the call. Check the proxy settings of this machine.',
    ),
  }),
  'cloud-clock-skew': ({ cloud }) => ({
    what: l10n.t(
      'the clock of this machine differs too much from that of {0}, so calls are rejected',
      cloudName[cloud],
    ),
    advice: l10n.t('Set the clock of this machine.'),
  }),
  'aws-region-malformed': ({ region }) => ({
    what: l10n.t('AWS has no region “{0}”', region),
    advice: l10n.t('One looks like eu-west-1.'),
  }),
  'aws-key-unusable': ({ resource }) => ({
    what: l10n.t(
      'the KMS key of {0} is disabled or scheduled for deletion, so AWS cannot read or write the value',
      resource,
    ),
  }),
  'google-versions-left': ({ name, reason }) => ({
    what: l10n.t(
      '{0} has its new value, and earlier values can still be read in Google Cloud: {1}',
      name,
      reason,
    ),
  }),
  'google-credentials-kind': ({ path, type }) => ({
    what: l10n.t('{0} has credentials of the type {1}, which cannot be used here', path, type),
    advice: l10n.t(
      'Use the key of a service account, a workload identity federation, or sign in with gcloud.',
    ),
  }),
  'google-executable-forbidden': ({ path }) => ({
    what: l10n.t(
      'the credentials in {0} come from a program, and Google only runs it when the environment allows it',
      path,
    ),
    advice: l10n.t('Set GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES to 1 and restart.'),
  }),
  'google-billing-disabled': ({ project }) => ({
    what: l10n.t(
      'billing is not enabled in the Google Cloud project {0}, and Secret Manager needs it',
      project,
    ),
  }),
  'google-quota-project': ({ project }) =>
    project === null
      ? {
          what: l10n.t(
            'your credentials have no quota project, which Google Cloud needs to count your calls',
          ),
          advice: l10n.t('Run gcloud auth application-default set-quota-project PROJECT.'),
        }
      : {
          what: l10n.t(
            'your calls count toward the quota of the Google Cloud project {0}, but you are not allowed to use its quota',
            project,
          ),
          advice: l10n.t(
            'Get the role roles/serviceusage.serviceUsageConsumer in that project, or choose another one with gcloud auth application-default set-quota-project.',
          ),
        },
  'google-version-unreadable': ({ resource, state }) => ({
    what:
      state === 'disabled'
        ? l10n.t('the latest version of {0} is disabled, so its value cannot be read', resource)
        : l10n.t('the latest version of {0} is destroyed, so there is no value', resource),
    advice:
      state === 'disabled'
        ? l10n.t('Enable it in Google Cloud, or update the value of the secret.')
        : l10n.t('Update the value of the secret.'),
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
    advice: l10n.t('Both must be the same.'),
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
      return l10n.t('the sign-in to {0} with {1} needs a code from your device', cloud, connection);
    case 'unanswered':
      return l10n.t(
        'what provides the credentials for {0} does not respond ({1})',
        cloud,
        connection,
      );
  }
}
