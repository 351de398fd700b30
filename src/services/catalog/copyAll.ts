import type { StoreFailure } from '../../core/failure.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import type { OnProgress, SecretStore } from '../ports/stores/secretStore.ts';
import { onMany } from './onMany.ts';

/** A secret that stayed, and why: another value of its name is there, or what went wrong. */
export interface NotCopied {
  readonly name: SecretName;
  readonly why: 'differs' | StoreFailure;
}

/** What became of copying. What was given up before its turn, or in the middle, is in no list. */
export interface Copied {
  /** Made in the other store. */
  readonly made: readonly SecretName[];
  /** The other store had one of the name already, which is left as it is. */
  readonly there: readonly SecretName[];
  /** Could not be made. */
  readonly stayed: readonly NotCopied[];
}

/** The form in which a value is kept in the other store, where it is not as it is. */
export type StoredForm = (value: SecretValue) => SecretValue;

/**
 * Copies secrets from one store into another; replaces nothing, so the same again goes on where it
 * stopped.
 */
export async function copyAll(
  source: SecretStore,
  target: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
  onProgress: OnProgress,
  form: StoredForm = value => value,
): Promise<Copied> {
  const copy = async (name: SecretName): Promise<'made' | 'there' | NotCopied> => {
    const value = await source.read(name, signal);
    const added = value.ok ? await target.add(name, form(value.value), signal) : value;
    if (added.ok) {
      return 'made';
    }
    return added.error.kind === 'secret-exists' ? 'there' : { name, why: added.error };
  };
  const results = await each(names, copy, signal, onProgress);
  const named = (wanted: 'made' | 'there'): readonly SecretName[] =>
    results.flatMap(({ name, result }) => (result === wanted ? [name] : []));
  return {
    made: named('made'),
    there: named('there'),
    stayed: results.flatMap(({ result }) => (typeof result === 'object' ? [result] : [])),
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

/** What became of removing. What was given up before its turn, or in the middle, is in no list. */
export interface Removed {
  readonly gone: readonly SecretName[];
  readonly stayed: readonly NotCopied[];
}

/** Removes from a store what another one has with the very same value. */
export async function removeCopied(
  source: SecretStore,
  target: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<Removed> {
  if (source.removeAll) {
    const removeAll = source.removeAll.bind(source);
    return removeTogether(removeAll, target, names, signal, onProgress);
  }
  const remove = async (name: SecretName): Promise<'gone' | NotCopied> => {
    const own = await source.read(name, signal);
    if (!own.ok) {
      return { name, why: own.error };
    }
    const other = await target.read(name, signal);
    if (!other.ok) {
      return { name, why: other.error };
    }
    if (own.value.reveal() !== other.value.reveal()) {
      return { name, why: 'differs' };
    }
    const removed = await source.remove(name, signal);
    return removed.ok ? 'gone' : { name, why: removed.error };
  };
  const results = await each(names, remove, signal, onProgress);
  return {
    gone: results.flatMap(({ name, result }) => (result === 'gone' ? [name] : [])),
    stayed: results.flatMap(({ result }) => (result === 'gone' ? [] : [result])),
  };
}

/** The same for a store that removes many at once; values are compared again as each is removed. */
async function removeTogether(
  removeAll: NonNullable<SecretStore['removeAll']>,
  target: SecretStore,
  names: readonly SecretName[],
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<Removed> {
  const copies = new Map<SecretName, string>();
  const stayed: NotCopied[] = [];
  let over = 0;
  const stay = (name: SecretName, why: NotCopied['why']): void => {
    stayed.push({ name, why });
    onProgress((over += 1));
  };
  const readCopy = async (name: SecretName): Promise<void> => {
    const copy = await target.read(name, signal);
    if (copy.ok) {
      copies.set(name, copy.value.reveal());
    } else {
      stay(name, copy.error);
    }
  };
  await onMany(names, readCopy, signal);
  const isCopied = (name: SecretName, value: SecretValue): boolean => {
    const same = copies.get(name) === value.reveal();
    if (!same) {
      stay(name, 'differs');
    }
    return same;
  };
  const { done, failure } = await removeAll([...copies.keys()], isCopied, signal, () => {
    onProgress((over += 1));
  });
  const settled = new Set([...done, ...stayed.map(({ name }) => name)]);
  if (failure !== null) {
    [...copies.keys()]
      .filter(name => !settled.has(name))
      .forEach(name => {
        stay(name, failure);
      });
  }
  return { gone: done, stayed };
}

/** Works on some at a time until it is given up; gives those that were worked on to the end. */
async function each<R>(
  names: readonly SecretName[],
  work: (name: SecretName) => Promise<R>,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<readonly { readonly name: SecretName; readonly result: R }[]> {
  const results: { readonly name: SecretName; readonly result: R }[] = [];
  const one = async (name: SecretName): Promise<void> => {
    results.push({ name, result: await work(name) });
    onProgress(results.length);
  };
  await onMany(names, one, signal);
  return results;
}
