import type { StoreFailure } from '../../core/failure.ts';
import { hasSeveralLines } from '../../core/lineEnds/hasSeveralLines.ts';
import { naturalOrder } from '../../core/naturalOrder.ts';
import { ok, type Result } from '../../core/result.ts';
import type { ComparedName, ComparedState, Comparison } from '../../core/secrets/comparison.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import { isWriteOnly, type StoreFacts } from '../../core/secrets/storeFacts.ts';
import type { OnProgress, SecretStore } from '../ports/stores/secretStore.ts';
import { onMany } from './onMany.ts';

/**
 * Compares two stores by the names that they have, and by the values of those that both have where
 * both give them. Rejects when it is given up.
 */
export async function compareStores(
  first: SecretStore,
  second: SecretStore,
  signal: AbortSignal,
  onValues: (all: number) => OnProgress,
): Promise<Result<Comparison, StoreFailure>> {
  const [left, right] = await Promise.all([first.list(signal), second.list(signal)]);
  if (!left.ok) {
    return left;
  }
  if (!right.ok) {
    return right;
  }
  const [ours, theirs] = [namesOf(left.value), namesOf(right.value)];
  const both = [...ours].filter(name => theirs.has(name));
  const states = await compareValues(first, second, both, signal, onValues);
  signal.throwIfAborted();
  const names: ComparedName[] = [...new Set([...ours, ...theirs])].sort(naturalOrder).map(name => ({
    name,
    state: states.get(name) ?? { kind: 'only', side: ours.has(name) ? 'first' : 'second' },
  }));
  return ok({ first: factsOf(first), second: factsOf(second), names });
}

function namesOf(records: readonly SecretRecord[]): ReadonlySet<SecretName> {
  return new Set(records.map(({ name }) => name));
}

async function compareValues(
  first: SecretStore,
  second: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
  onValues: (all: number) => OnProgress,
): Promise<ReadonlyMap<SecretName, ComparedState>> {
  if (isWriteOnly(first.kind) || isWriteOnly(second.kind)) {
    return new Map(names.map(name => [name, { kind: 'not-compared', failure: null }]));
  }
  const states = new Map<SecretName, ComparedState>();
  const onProgress = onValues(names.length);
  await onMany(
    names,
    async name => {
      states.set(name, await compareValue(first, second, name, signal));
      onProgress(states.size);
    },
    signal,
  );
  return states;
}

async function compareValue(
  first: SecretStore,
  second: SecretStore,
  name: SecretName,
  signal: AbortSignal,
): Promise<ComparedState> {
  const [one, other] = await Promise.all([first.read(name, signal), second.read(name, signal)]);
  if (one.ok && other.ok) {
    return { kind: one.value.reveal() === other.value.reveal() ? 'same' : 'differs' };
  }
  const failed = one.ok ? other : one;
  return { kind: 'not-compared', failure: failed.ok ? null : failed.error };
}

/** As they are now: a store learns them while it is listed. */
function factsOf({ kind, place, account, readOnly, roles, remarks }: SecretStore): StoreFacts {
  return { kind, place, account, readOnly, remarks, ...(roles && { roles }) };
}

/** Those of the names whose values have several lines; one that cannot be read is not known to. */
export async function withSeveralLines(
  source: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
): Promise<readonly SecretName[]> {
  const found: SecretName[] = [];
  await onMany(
    names,
    async name => {
      const value = await source.read(name, signal);
      if (value.ok && hasSeveralLines(value.value.reveal())) {
        found.push(name);
      }
    },
    signal,
  );
  return found;
}
