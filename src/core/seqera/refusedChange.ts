import type { SeqeraAction, StoreFailure } from '../failure.ts';
import type { StoreFacts } from '../secrets/storeFacts.ts';
import { personalWorkspace } from './seqeraWorkspace.ts';

/**
 * Why a store would take no change of this user, as far as roles tell; null where it may. `action`
 * is what is refused, say `add secrets`.
 */
export function refusedChange(store: StoreFacts, action: SeqeraAction): StoreFailure | null {
  if (store.kind === 'seqera' && store.place === personalWorkspace) {
    return { kind: 'seqera-workspace-personal' };
  }
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
