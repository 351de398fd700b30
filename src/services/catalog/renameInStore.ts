import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import type { SecretStore } from '../ports/stores/secretStore.ts';

type Done = Result<void, StoreFailure>;

/**
 * Gives a secret of a store another name: it is copied, read back, and only then removed under the
 * old one. Fails with `secret-exists` rather than replace. What goes wrong, or is given up, before
 * the old one is removed leaves it, and nothing under the new name.
 */
export async function renameInStore(
  store: SecretStore,
  from: SecretName,
  to: SecretName,
  signal: AbortSignal,
): Promise<Done> {
  const value = await store.read(from, signal);
  if (!value.ok) {
    return value;
  }
  const added = await addAgain(store, to, value.value, signal);
  if (!added.ok) {
    return added;
  }
  let done = false;
  try {
    const kept = await sameUnder(store, to, value.value, signal);
    const removed = kept.ok ? await store.remove(from, signal) : kept;
    done = removed.ok;
    return removed;
  } finally {
    if (!done) {
      await takeBack(store, from, to);
    }
  }
}

/** Adds it; where the name still waits for its deletion, say after a rename away from it, brings it back. */
async function addAgain(
  store: SecretStore,
  name: SecretName,
  value: SecretValue,
  signal: AbortSignal,
): Promise<Done> {
  const added = await store.add(name, value, signal);
  if (added.ok || added.error.kind !== 'copy-awaits-deletion' || !store.recovery) {
    return added;
  }
  const restored = await store.recovery.restore(name, signal);
  const updated = restored.ok ? await store.update(name, value, signal) : restored;
  if (restored.ok && !updated.ok) {
    await store.remove(name, new AbortController().signal); // As it was.
  }
  return updated;
}

async function sameUnder(
  store: SecretStore,
  name: SecretName,
  value: SecretValue,
  signal: AbortSignal,
): Promise<Done> {
  const read = await store.read(name, signal);
  if (!read.ok) {
    return read;
  }
  return read.value.reveal() === value.reveal()
    ? ok(undefined)
    : err({ kind: 'store-unavailable', reason: `${name} does not read back as it was written` });
}

/** Cancelling does not cancel this; without the old one the new one is all there is, so it stays. */
async function takeBack(store: SecretStore, from: SecretName, to: SecretName): Promise<void> {
  const { signal } = new AbortController();
  if ((await store.read(from, signal)).ok) {
    await store.remove(to, signal);
  }
}
