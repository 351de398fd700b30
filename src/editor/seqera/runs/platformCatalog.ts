import { Catalog, type ScopeEntry } from '../../../core/secrets/catalog.ts';
import { type SecretScope, userScope } from '../../../core/secrets/secretScope.ts';
import type { SeqeraPlace } from '../../../services/ports/stores/seqeraSessions.ts';
import type { SeqeraStores } from '../../../services/ports/stores/seqeraStores.ts';

/** The Platform's secrets that a run of this folder can have, whatever keeps the folder's own. */
export async function platformCatalog(
  seqera: SeqeraStores,
  place: SeqeraPlace,
  folder: string,
  signal: AbortSignal,
): Promise<Catalog> {
  const list = async (scope: SecretScope, workspace: string | null): Promise<ScopeEntry> => {
    const store = seqera.create(scope, { kind: 'seqera', ...place, workspace });
    try {
      const listed = await store.list(signal);
      const off = !listed.ok && listed.error.kind === 'seqera-user-secrets-off';
      const state: ScopeEntry['state'] = listed.ok
        ? { kind: 'loaded', records: listed.value }
        : off
          ? { kind: 'loaded', records: [] }
          : { kind: 'failed', failure: listed.error };
      return { scope, store, state };
    } finally {
      store.dispose();
    }
  };
  const workspace = { kind: 'workspace', folder } as const;
  return new Catalog(
    await Promise.all([
      list(userScope, null),
      ...(place.workspace === null ? [] : [list(workspace, place.workspace)]),
    ]),
  );
}
