import type { StoreFailure } from '../failure.ts';
import type { SecretName } from './secretName.ts';
import { isWriteOnly, type StoreFacts } from './storeFacts.ts';

/** One of two stores that are compared. */
export type Side = 'first' | 'second';

/** A name that at least one of two stores has. */
export interface ComparedName {
  readonly name: SecretName;
  readonly state: ComparedState;
}

/**
 * - `only`: the other store has no secret of that name.
 * - `same`, `differs`: both have one, and both values were read.
 * - `not-compared`: both have one, and a store gives no values, or, with a failure, not this one.
 */
export type ComparedState =
  | { readonly kind: 'only'; readonly side: Side }
  | { readonly kind: 'same' | 'differs' }
  | { readonly kind: 'not-compared'; readonly failure: StoreFailure | null };

/** Two stores side by side: names, and what is known of values, never a value. */
export interface Comparison {
  readonly first: StoreFacts;
  readonly second: StoreFacts;
  readonly names: readonly ComparedName[];
}

/** Why what only one store has cannot be copied from it to the other; null where it can be. */
export type CopyObstacle = 'write-only' | 'read-only';

export function otherSide(side: Side): Side {
  return side === 'first' ? 'second' : 'first';
}

/** What is in the way of copying from one store to the other. */
export function copyObstacle(comparison: Comparison, from: Side): CopyObstacle | null {
  const [source, target] = [comparison[from], comparison[otherSide(from)]];
  return isWriteOnly(source.kind) ? 'write-only' : target.readOnly ? 'read-only' : null;
}

/** The names that only one store has. */
export function onlyIn({ names }: Comparison, side: Side): readonly SecretName[] {
  return names.flatMap(({ name, state }) =>
    state.kind === 'only' && state.side === side ? [name] : [],
  );
}
