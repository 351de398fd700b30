import type { CloudFailure } from '../../core/failure.ts';
import { copyTags } from '../../core/leftovers/attribution.ts';
import type { Result } from '../../core/result.ts';
import type { AwsConnection } from './awsConnection.ts';

/** Services whose tags a connection may not write, as an answer has shown. */
const untagged = new WeakMap<AwsConnection, Set<string>>();

/** Makes something with tags where this user may write them and without where not. */
export async function makeTagged<T>(
  connection: AwsConnection,
  service: 'secretsmanager' | 'batch',
  make: (tagged: boolean) => Promise<Result<T, CloudFailure>>,
): Promise<Result<T, CloudFailure>> {
  const services = untagged.get(connection) ?? new Set();
  if (services.has(service)) {
    return make(false);
  }
  const done = await make(true);
  if (done.ok || done.error.kind !== 'cloud-denied') {
    return done;
  }
  const again = await make(false);
  if (again.ok) {
    untagged.set(connection, services.add(service));
  }
  return again;
}

/** What is written on what a run makes; `at` is in milliseconds since 1970, UTC. */
export function runTags(run: string, host: string, at: number): Readonly<Record<string, string>> {
  return {
    [copyTags.run]: run,
    [copyTags.host]: host.replaceAll(/[^\w.:/=+@ -]/g, '-').slice(0, 256),
    [copyTags.time]: new Date(at).toISOString(),
  };
}
