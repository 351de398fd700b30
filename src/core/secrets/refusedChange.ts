import type { SeqeraAction, StoreFailure } from '../failure.ts';
import type { StoreFacts } from './storeFacts.ts';

/**
 * Why a store would take no change of this user, as far as roles tell; null where it may. `action`
 * is what is refused, say `add secrets`.
 */
export function refusedChange(store: StoreFacts, action: SeqeraAction): StoreFailure | null {
  return store.kind === 'seqera' && store.readOnly
    ? {
        kind: 'seqera-denied',
        endpoint: '',
        action,
        workspace: store.place,
        roles: store.roles ?? [],
      }
    : null;
}
