import type { Failure } from '../../core/failure.ts';
import type { CatalogService } from '../../services/catalog/catalogService.ts';
import type { RemoteRuns } from '../../services/seqera/remoteRuns.ts';
import type { Registration } from '../registration.ts';
import { showFailure } from '../ui/showFailure.ts';
import type { SeqeraAccounts } from './seqeraAccounts.ts';

interface ExpiredTokenDeps {
  readonly catalog: Pick<CatalogService, 'current' | 'onDidChange'>;
  readonly remote: Pick<RemoteRuns, 'places' | 'onDidChange'>;
  readonly accounts: Pick<SeqeraAccounts, 'onDidChange'>;
}

/** Asks once to sign in again where a Platform refuses the token, whatever it was asked with it. */
export function promptExpiredToken({ catalog, remote, accounts }: ExpiredTokenDeps): Registration {
  const asked = new Set<string>();
  const look = (): void => {
    const states = [...catalog.current.scopes, ...remote.places].map(({ state }) => state);
    for (const state of states) {
      const failure: Failure | null = state.kind === 'failed' ? state.failure : null;
      const isRefused = failure?.kind === 'seqera-signed-out' && failure.because === 'refused';
      if (isRefused && !asked.has(failure.endpoint)) {
        asked.add(failure.endpoint);
        showFailure(failure);
      }
    }
  };
  return {
    owned: [
      catalog.onDidChange(look),
      remote.onDidChange(look),
      accounts.onDidChange(() => {
        asked.clear();
      }),
    ],
  };
}
