import type { CloudFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { AwsConnection } from '../awsConnection.ts';
import { makeTagged } from '../runTags.ts';

/**
 * Creates a secret, with tags where this user may write them and without where not. Gives its ARN,
 * which ends in characters of the service's choice.
 */
export async function createSecret(
  connection: AwsConnection,
  secret: {
    readonly Name: string;
    readonly SecretString: string;
    readonly ClientRequestToken: string;
  },
  tags: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<string, CloudFailure>> {
  return makeTagged(connection, 'secretsmanager', tagged =>
    connection.call(
      { action: 'CreateSecret', resource: secret.Name },
      signal,
      async ({ sdk, secrets }, abortSignal) => {
        const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
        const input = tagged ? { ...secret, Tags } : secret;
        const made = await secrets.send(new sdk.CreateSecretCommand(input), { abortSignal });
        return made.ARN ?? secret.Name;
      },
    ),
  );
}
