import type { Clients } from './awsConnection.ts';

type Attempt = (
  clients: Clients,
  /** The ARN of a secret that is never there. */
  secret: string,
  signal: AbortSignal,
) => Promise<unknown>;

/**
 * Requests that tell whether one may do something, and do nothing: each is about a secret that is
 * never there. It is named by its ARN, because IAM compares that with policies even then; of a
 * name alone it would say no.
 *
 * Making a secret, or a job definition, has none. The service says in no reliable order whether a
 * request is wrong or not allowed, so the only one that tells would make a secret.
 */
export const awsAttempts: Readonly<Record<string, Attempt>> = {
  'secretsmanager:ListSecrets': ({ sdk, secrets }, _, abortSignal) =>
    secrets.send(new sdk.ListSecretsCommand({ MaxResults: 1 }), { abortSignal }),
  'secretsmanager:DescribeSecret': ({ sdk, secrets }, SecretId, abortSignal) =>
    secrets.send(new sdk.DescribeSecretCommand({ SecretId }), { abortSignal }),
  'secretsmanager:GetSecretValue': ({ sdk, secrets }, SecretId, abortSignal) =>
    secrets.send(new sdk.GetSecretValueCommand({ SecretId }), { abortSignal }),
  'secretsmanager:PutSecretValue': ({ sdk, secrets }, SecretId, abortSignal) =>
    secrets.send(new sdk.PutSecretValueCommand({ SecretId, SecretString: '-' }), { abortSignal }),
  'secretsmanager:DeleteSecret': ({ sdk, secrets }, SecretId, abortSignal) =>
    secrets.send(new sdk.DeleteSecretCommand({ SecretId, RecoveryWindowInDays: 30 }), {
      abortSignal,
    }),
  'secretsmanager:RestoreSecret': ({ sdk, secrets }, SecretId, abortSignal) =>
    secrets.send(new sdk.RestoreSecretCommand({ SecretId }), { abortSignal }),
  'secretsmanager:TagResource': ({ sdk, secrets }, SecretId, abortSignal) =>
    secrets.send(new sdk.TagResourceCommand({ SecretId, Tags: [{ Key: 'probe', Value: '' }] }), {
      abortSignal,
    }),
  'batch:DescribeJobDefinitions': ({ sdk, batch }, _, abortSignal) =>
    batch.send(new sdk.DescribeJobDefinitionsCommand({ maxResults: 1 }), { abortSignal }),
};
