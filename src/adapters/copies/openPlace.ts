import { hostname } from 'node:os';
import type { CloudFailure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { AwsTarget, CloudTarget } from '../../core/runs/backends/runTarget.ts';
import type { CopyManager, DefinitionManager } from '../../services/ports/ports.ts';
import { AwsConnection } from '../aws/awsConnection.ts';
import { AwsCopyManager, type AwsCopyManagerDeps } from '../aws/copies/awsCopyManager.ts';
import { AwsDefinitionManager } from '../aws/copies/awsDefinitionManager.ts';
import { openGoogleCopies } from '../google/googleCopies.ts';

/** How many calls to a cloud are under way at a time. */
export const concurrency = 10;

/** A place of a cloud, open; its vendor's SDK is loaded by now. */
export interface Opened<Manager> {
  readonly manager: Manager;
  dispose(): void;
}

/**
 * Opens the place that a run's copies are in, with the credentials of this machine. Nobody can be
 * asked for a code here.
 */
export async function openPlace(
  target: CloudTarget,
  signal: AbortSignal,
): Promise<Result<Opened<CopyManager>, CloudFailure>> {
  if (target.kind === 'google-batch') {
    const { project, location, credentialsFile } = target;
    return openGoogleCopies({ project, credentialsFile }, location, process.env);
  }
  return openAws(target, deps => AwsCopyManager.open(deps, signal));
}

/** Opens the place that the job definitions of a run on AWS Batch are in. */
export function openDefinitions(
  target: AwsTarget,
  signal: AbortSignal,
): Promise<Result<Opened<DefinitionManager>, CloudFailure>> {
  return openAws(target, deps => AwsDefinitionManager.open(deps, signal));
}

async function openAws<Manager>(
  { profile, region }: AwsTarget,
  open: (deps: AwsCopyManagerDeps) => Promise<Result<Manager, CloudFailure>>,
): Promise<Result<Opened<Manager>, CloudFailure>> {
  const askCode = (): Promise<string> => Promise.reject(new Error('nobody to ask for a code'));
  const connection = new AwsConnection({ profile, region, askCode, env: process.env });
  const manager = await open({ connection, host: hostname(), now: Date.now });
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
 * `aws:<account>:<region>`, `batch:<account>:<region>`, `google:<project>`. Null for any other name.
 */
export function targetOf(manager: string): CloudTarget | null {
  const [kind, name = '', region = ''] = manager.split(':');
  switch (kind) {
    case 'aws':
    case 'batch':
      return { kind: 'aws-batch', region, profile: null, executionRole: null };
    case 'google':
      return { kind: 'google-batch', project: name, location: null, credentialsFile: null };
    default:
      return null;
  }
}
