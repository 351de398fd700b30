import type { StoreFailure } from '../core/failure.ts';
import type { SecretName } from '../core/name.ts';
import { ok, type Result } from '../core/result.ts';
import { bounded } from './bounded.ts';
import type { SecretStore } from './ports.ts';

/** A secret that stayed, and why: another value of its name is there, or what went wrong. */
export interface Stayed {
  readonly name: SecretName;
  readonly why: 'differs' | StoreFailure;
}

/** So many secrets at a time: far below what any cloud takes. */
const atOnce = 4;

/**
 * Copies secrets from one store into another; replaces nothing, so a name that is there already is
 * left as it is, and the same again goes on where it stopped. Gives what could not be copied;
 * rejects where it was given up.
 */
export async function copyAll(
  source: SecretStore,
  target: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
): Promise<readonly Stayed[]> {
  const results = await bounded(
    names,
    atOnce,
    async name => {
      const value = await source.read(name, signal);
      const added = value.ok ? await target.add(name, value.value, signal) : value;
      return { name, result: settled(added) };
    },
    signal,
  );
  signal.throwIfAborted();
  return results.flatMap(({ name, result }) => (result.ok ? [] : [{ name, why: result.error }]));
}

/** Removes from a store what another one has with the very same value; gives what stayed. */
export async function removeCopied(
  source: SecretStore,
  target: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
): Promise<readonly Stayed[]> {
  const results = await bounded(
    names,
    atOnce,
    async (name): Promise<Stayed | null> => {
      const own = await source.read(name, signal);
      const other = own.ok ? await target.read(name, signal) : own;
      if (!own.ok || !other.ok) {
        return other.ok ? null : { name, why: other.error };
      }
      if (own.value.reveal() !== other.value.reveal()) {
        return { name, why: 'differs' };
      }
      const removed = await source.remove(name, signal);
      return removed.ok ? null : { name, why: removed.error };
    },
    signal,
  );
  signal.throwIfAborted();
  return results.filter(stayed => stayed !== null);
}

function settled(added: Result<void, StoreFailure>): Result<void, StoreFailure> {
  return !added.ok && added.error.kind === 'secret-exists' ? ok(undefined) : added;
}
