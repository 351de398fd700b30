import type { SecretName } from './secretName.ts';
import type { SecretScope } from './secretScope.ts';
import type { StoreKind } from './storeFacts.ts';

/** What may be known and shown of a secret. Its value is never part of it. */
export interface SecretRecord {
  readonly name: SecretName;
  readonly scope: SecretScope;
  readonly store: StoreKind;
  /** Milliseconds since 1970, UTC; null where the store does not tell. */
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  /** When a run had it last; absent where the store does not tell. */
  readonly usedAt?: number | null;
}
