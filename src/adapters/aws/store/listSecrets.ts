import type { CloudFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import { allPages, endlessList } from '../../../services/async/allPages.ts';
import type { AwsConnection } from '../awsConnection.ts';
import type { SecretListEntry } from '../awsSdk.ts';

/** The most that a page of `ListSecrets` holds. */
const page = 100;

/**
 * Every secret whose name begins with a prefix, those that wait for their deletion included.
 * A page may be empty and still not be the last.
 */
export async function listSecrets(
  connection: AwsConnection,
  prefix: string,
  signal: AbortSignal,
): Promise<Result<readonly SecretListEntry[], CloudFailure>> {
  return await allPages(
    token =>
      connection.call(
        { action: 'ListSecrets', resource: '*' },
        signal,
        ({ sdk, secrets }, abortSignal) =>
          secrets.send(
            new sdk.ListSecretsCommand({
              MaxResults: page,
              IncludePlannedDeletion: true,
              Filters: [{ Key: 'name', Values: [prefix] }],
              NextToken: token,
            }),
            { abortSignal },
          ),
      ),
    ({ SecretList = [], NextToken }) => ({
      // The service's idea of a beginning is its own: look again.
      items: SecretList.filter(({ Name }) => Name?.startsWith(prefix)),
      next: NextToken,
    }),
    endlessList('aws'),
  );
}

/** Milliseconds since 1970, UTC. */
export function timeOf(date: Date | undefined): number | null {
  return date?.getTime() ?? null;
}
