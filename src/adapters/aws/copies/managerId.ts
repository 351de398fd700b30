import type { CloudFailure } from '../../../core/failure.ts';
import { ok, type Result } from '../../../core/result.ts';
import type { AwsConnection } from '../awsConnection.ts';

/**
 * What a journal calls the manager of copies or of job definitions, after the account and region
 * that they are in. Asks which account this is.
 */
export async function managerId(
  kind: 'aws' | 'batch',
  connection: AwsConnection,
  signal: AbortSignal,
): Promise<Result<string, CloudFailure>> {
  const account = await connection.identify(signal);
  return account.ok ? ok(`${kind}:${account.value}:${connection.region ?? ''}`) : account;
}
