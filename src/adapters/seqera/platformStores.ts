import type { SeqeraFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { SeqeraChoice } from '../../core/secrets/storeChoice.ts';
import { parseEndpoint } from '../../core/seqera/seqeraEndpoint.ts';
import type { SeqeraUser, SeqeraWorkspace } from '../../core/seqera/seqeraWorkspace.ts';
import type { SecretStore } from '../../services/ports/ports.ts';
import type { FindToken, SeqeraAccess, SeqeraStores } from '../../services/ports/seqeraPorts.ts';
import { Platform } from './platform.ts';
import { type Patience, SeqeraClient } from './seqeraClient.ts';
import { SeqeraSecretStore } from './seqeraSecretStore.ts';

/** The stores on Seqera Platforms, with the tokens that `findToken` knows. */
export class PlatformStores implements SeqeraStores {
  readonly #findToken: FindToken;
  readonly #patience: Patience | undefined;

  constructor(findToken: FindToken, patience?: Patience) {
    this.#findToken = findToken;
    this.#patience = patience;
  }

  create(scope: SecretScope, choice: SeqeraChoice): SecretStore {
    return new SeqeraSecretStore(scope, choice, () => this.#open(choice));
  }

  async userOf(
    access: SeqeraAccess,
    signal: AbortSignal,
  ): Promise<Result<SeqeraUser, SeqeraFailure>> {
    const user = await this.#platform(access).user(signal);
    return user.ok ? user : err(user.error.failure);
  }

  async workspacesOf(
    access: SeqeraAccess,
    signal: AbortSignal,
  ): Promise<Result<readonly SeqeraWorkspace[], SeqeraFailure>> {
    const platform = this.#platform(access);
    const user = await platform.user(signal);
    const listed = user.ok ? await platform.workspaces(user.value, signal) : user;
    return listed.ok ? listed : err(listed.error.failure);
  }

  async #open(choice: SeqeraChoice): Promise<Result<Platform, SeqeraFailure>> {
    const endpoint = parseEndpoint(choice.endpoint);
    if (!endpoint.ok) {
      const { error: problem } = endpoint;
      return err({ kind: 'seqera-endpoint-refused', endpoint: choice.endpoint, problem });
    }
    const token = await this.#findToken(endpoint.value, choice.user);
    return token === null
      ? err({ kind: 'seqera-signed-out', endpoint: endpoint.value, because: 'absent' })
      : ok(this.#platform({ endpoint: endpoint.value, token }));
  }

  #platform({ endpoint, token }: SeqeraAccess): Platform {
    return new Platform(new SeqeraClient(endpoint, token, this.#patience));
  }
}
