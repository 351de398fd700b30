import type { StoreFailure } from '../core/failure.ts';
import type { SecretName } from '../core/name.ts';
import { bounded } from './bounded.ts';
import type { SecretStore } from './ports.ts';

/** A secret that stayed, and why: another value of its name is there, or what went wrong. */
export interface Stayed {
  readonly name: SecretName;
  readonly why: 'differs' | StoreFailure;
}

/** So many secrets at a time: far below what any cloud takes. */
const atOnce = 4;

/** What became of copying. */
export interface Copied {
  /** Made in the other store. */
  readonly made: readonly SecretName[];
  /** Could not be made; without those that were there already, which are left as they are. */
  readonly stayed: readonly Stayed[];
}

/**
 * Copies secrets from one store into another; replaces nothing, so the same again goes on where it
 * stopped. Rejects where it was given up.
 */
export async function copyAll(
  source: SecretStore,
  target: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
): Promise<Copied> {
  const results = await bounded(
    names,
    atOnce,
    async name => {
      const value = await source.read(name, signal);
      return { name, added: value.ok ? await target.add(name, value.value, signal) : value };
    },
    signal,
  );
  signal.throwIfAborted();
  return {
    made: results.flatMap(({ name, added }) => (added.ok ? [name] : [])),
    stayed: results.flatMap(({ name, added }) =>
      added.ok || added.error.kind === 'secret-exists' ? [] : [{ name, why: added.error }],
    ),
  };
}

/**
 * What may be removed from the old store. Two ways into one cloud may lead to the very same
 * secrets, so there only what was newly made is certain to be another one.
 */
export function removable(
  source: SecretStore,
  target: SecretStore,
  names: readonly SecretName[],
  { made }: Copied,
): readonly SecretName[] {
  return source.kind === target.kind ? made : names;
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
