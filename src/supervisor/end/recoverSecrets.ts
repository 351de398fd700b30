import pMap from 'p-map';
import { unattendedPlaces } from '../../adapters/copies/cloudPlaces.ts';
import { storeFile } from '../../adapters/copies/storePlace.ts';
import { readOwnFile } from '../../adapters/files/ownFile.ts';
import type { RedactedSecret } from '../../core/leaks/needles.ts';
import { cloudOf, type CloudTarget, isCloudTarget } from '../../core/runs/backends/runTarget.ts';
import { concurrency } from '../../core/runs/copies/concurrency.ts';
import { copyKey } from '../../core/runs/copies/copyKey.ts';
import { heldByCloud, parseStore, saltName, valuesOf } from '../../core/runs/copies/storeFile.ts';
import { parseRunId } from '../../core/runs/record/runId.ts';
import type { RunRecord } from '../../core/runs/record/runRecord.ts';
import { parseSecretName } from '../../core/secrets/secretName.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';

/** After so long a cloud that does not answer is not waited for, in milliseconds. */
const timeout = 30_000;
/** Bytes of a store file, of which each value has kilobytes at most. */
const longestStore = 64 * 1024 * 1024;

/** What is known again of the secrets of a run whose supervisor died. */
export interface RecoveredSecrets {
  readonly secrets: readonly RedactedSecret[];
  /** The names of those whose values could not be had again. */
  readonly unknown: readonly string[];
}

/**
 * Reads the values again that are to be taken out of a run's output: here, or from its cloud, which
 * the signal gives up.
 */
export async function recoverSecrets(
  record: RunRecord,
  signal: AbortSignal,
): Promise<RecoveredSecrets> {
  const stored = await storedSecrets(record.storeFolder);
  const here = stored.filter(({ value }) => value !== heldByCloud);
  const there = stored.filter(({ value }) => value === heldByCloud).map(({ name }) => name);
  const { target } = record;
  const fetched =
    target && isCloudTarget(target) && there.length > 0
      ? await copiesOf(record.run, target, there, signal)
      : [];
  const secrets = [...here, ...fetched].flatMap(valuesOf);
  const known = new Set(fetched.map(({ name }) => name));
  return { secrets, unknown: there.filter(name => !known.has(name)) };
}

async function storedSecrets(storeFolder: string): Promise<readonly RedactedSecret[]> {
  try {
    const stored = parseStore(await readOwnFile(storeFile(storeFolder), longestStore));
    return stored.ok ? stored.value.filter(({ name }) => name !== saltName) : [];
  } catch {
    return []; // Removed by somebody: Nextflow has no secrets either.
  }
}

/** Those that the cloud gives: whoever may make copies may not be allowed to read them. */
async function copiesOf(
  run: string,
  target: CloudTarget,
  names: readonly string[],
  given: AbortSignal,
): Promise<readonly RedactedSecret[]> {
  using limit = new TimeLimit(given, timeout);
  const { signal } = limit;
  const cloud = cloudOf(target);
  const id = parseRunId(run);
  const place = await unattendedPlaces.copies(target, signal).catch(() => null);
  if (!place?.ok || id === null) {
    return [];
  }
  const { manager } = place.value;
  try {
    const read = await pMap(
      names.map(parseSecretName).flatMap(parsed => (parsed.ok ? [parsed.value] : [])),
      async name => {
        const key = copyKey(cloud, id, name);
        const value = await manager.read(key, signal).catch(() => null);
        return value?.ok ? [{ name, value: value.value.reveal() }] : [];
      },
      { concurrency },
    );
    return read.flat();
  } finally {
    place.value.dispose();
  }
}
