import type { CloudFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import type { AwsConnection } from './awsConnection.ts';

/** Connections that may not tag, as an answer has shown: the page's policy has no TagResource. */
const untagged = new WeakSet<AwsConnection>();

/** Creates a secret, with tags where this user may write them and without where not. */
export async function createSecret(
  connection: AwsConnection,
  secret: {
    readonly Name: string;
    readonly SecretString: string;
    readonly ClientRequestToken: string;
  },
  tags: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<void, CloudFailure>> {
  const create = (tagged: boolean): Promise<Result<void, CloudFailure>> =>
    connection.call(
      { action: 'CreateSecret', resource: secret.Name },
      signal,
      async ({ sdk, secrets }, abortSignal) => {
        const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
        const input = tagged ? { ...secret, Tags } : secret;
        await secrets.send(new sdk.CreateSecretCommand(input), { abortSignal });
      },
    );
  if (untagged.has(connection)) {
    return create(false);
  }
  const done = await create(true);
  if (done.ok || done.error.kind !== 'cloud-denied') {
    return done;
  }
  const again = await create(false);
  if (again.ok) {
    untagged.add(connection);
  }
  return again;
}
