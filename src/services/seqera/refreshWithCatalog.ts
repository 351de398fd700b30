import type { ScopeState } from '../../core/secrets/catalog.ts';
import type { CatalogService } from '../catalog/catalogService.ts';
import type { RemoteRuns } from './remoteRuns.ts';

/**
 * Reads the runs again where the Platform has begun to refuse its secrets, or to give them again.
 * Else the runs would show what was known of them beside an expired token, until they are read next.
 */
export function refreshWithCatalog(
  catalog: Pick<CatalogService, 'current' | 'onDidChange'>,
  remote: Pick<RemoteRuns, 'refresh'>,
): ReturnType<CatalogService['onDidChange']> {
  let before = answersIn(catalog);
  return catalog.onDidChange(() => {
    const now = answersIn(catalog);
    if (now.includes('loading')) {
      return; // It does not tell yet.
    }
    if (now !== before && !before.includes('loading')) {
      void remote.refresh(); // A failure becomes the state of the runs.
    }
    before = now;
  });
}

/** How the Platform answers for each scope whose secrets it keeps. */
function answersIn({ current }: Pick<CatalogService, 'current'>): string {
  return current.scopes
    .filter(({ store }) => store.kind === 'seqera')
    .map(({ state }) => answerOf(state))
    .join(' ');
}

function answerOf(state: ScopeState): string {
  return state.kind === 'failed' ? state.failure.kind : state.kind;
}
