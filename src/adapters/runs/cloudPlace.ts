import { hostname } from 'node:os';
import type { CloudFailure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { CloudTarget } from '../../core/runs/runTarget.ts';
import type { CopyManager } from '../../services/ports.ts';
import { AwsConnection } from '../aws/awsConnection.ts';
import { AwsCopyManager } from '../aws/awsCopyManager.ts';
import { openGoogleCopies } from '../google/googleCopies.ts';

/** How many calls to a cloud are under way at a time. */
export const concurrency = 10;

/** A place for copies, open; its vendor's SDK is loaded by now. */
export interface CloudPlace {
  readonly manager: CopyManager;
  dispose(): void;
}

/**
 * Opens the place that a run's copies are in, with the credentials of this machine. Nobody can be
 * asked for a code here.
 */
export async function openPlace(
  target: CloudTarget,
  signal: AbortSignal,
): Promise<Result<CloudPlace, CloudFailure>> {
  if (target.kind === 'google-batch') {
    const { project, location, credentialsFile } = target;
    return openGoogleCopies({ project, credentialsFile }, location, process.env);
  }
  const { profile, region } = target;
  const askCode = (): Promise<string> => Promise.reject(new Error('nobody to ask for a code'));
  const connection = new AwsConnection({ profile, region, askCode, env: process.env });
  const deps = { connection, host: hostname(), now: Date.now };
  const manager = await AwsCopyManager.open(deps, signal);
  const dispose = (): void => {
    connection.dispose();
  };
  if (!manager.ok) {
    dispose();
    return manager;
  }
  return ok({ manager: manager.value, dispose });
}

/**
 * What leads to the place that a journal names, where the run's record does not tell any more:
 * `aws:<account>:<region>`, `google:<project>`. Null for any other name.
 */
export function targetOf(manager: string): CloudTarget | null {
  const [kind, name = '', region = ''] = manager.split(':');
  switch (kind) {
    case 'aws':
      return { kind: 'aws-batch', region, profile: null, executionRole: null };
    case 'google':
      return { kind: 'google-batch', project: name, location: null, credentialsFile: null };
    default:
      return null;
  }
}
