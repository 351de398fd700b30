import type { CloudFailure } from '../../../core/failure.ts';
import { recoveryDays } from '../../../core/leftovers/removalMethod.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { LeftoverPlace } from '../../../services/ports/copies/leftoverPlaces.ts';
import type { AwsConnection } from '../awsConnection.ts';
import { isRefused } from '../awsFailure.ts';
import type { AwsCopyManager } from './awsCopyManager.ts';

/** A region of AWS in which leftovers are removed, some so that they can be restored. */
export function awsLeftoverPlace(
  manager: AwsCopyManager,
  connection: AwsConnection,
): LeftoverPlace {
  return {
    id: manager.id,
    list: signal => manager.list(signal),
    remove: (key, signal) => manager.remove(key, signal),
    recovery: {
      retire: (key, signal) => retire(connection, key, signal),
      restore: (key, signal) =>
        connection.call(
          { action: 'RestoreSecret', resource: key },
          signal,
          async (clients, abort) => {
            const { sdk, secrets } = clients;
            await secrets.send(new sdk.RestoreSecretCommand({ SecretId: key }), {
              abortSignal: abort,
            });
          },
        ),
    },
  };
}

async function retire(
  connection: AwsConnection,
  key: string,
  signal: AbortSignal,
): Promise<Result<void, CloudFailure>> {
  const retired = await connection.call(
    { action: 'DeleteSecret', resource: key },
    signal,
    async ({ sdk, secrets }, abortSignal) => {
      const window = { SecretId: key, RecoveryWindowInDays: recoveryDays };
      await secrets.send(new sdk.DeleteSecretCommand(window), { abortSignal });
    },
  );
  return retired.ok || isRefused(retired.error, 'ResourceNotFoundException')
    ? ok(undefined)
    : retired;
}
