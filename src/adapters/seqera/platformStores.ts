import { join } from 'node:path';
import type { SeqeraFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { SeqeraChoice } from '../../core/secrets/storeChoice.ts';
import { nextflowSignIn } from '../../core/seqera/nextflowSignIn.ts';
import { parseEndpoint } from '../../core/seqera/seqeraEndpoint.ts';
import type { SeqeraUser } from '../../core/seqera/seqeraWorkspace.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import type {
  SeqeraPlace,
  SeqeraSession,
  SeqeraSessions,
} from '../../services/ports/stores/seqeraSessions.ts';
import type {
  FindToken,
  SeqeraAccess,
  SeqeraStores,
  SeqeraWorkspaces,
} from '../../services/ports/stores/seqeraStores.ts';
import { readPlainFile } from '../files/plainFile.ts';
import { currentUser } from '../system/currentUser.ts';
import { Platform } from './platform.ts';
import { PlatformRuns } from './platformRuns.ts';
import { type RetryLimits, SeqeraClient } from './seqeraClient.ts';
import { SeqeraSecretStore } from './seqeraSecretStore.ts';

/** Bytes of Nextflow's file that are read at most. */
const longestSignIn = 64 * 1024;

/** The stores and runs on Seqera Platforms, with the tokens that `findToken` knows. */
export class PlatformStores implements SeqeraStores, SeqeraSessions {
  readonly #findToken: FindToken;
  readonly #retryLimits: RetryLimits | undefined;

  constructor(findToken: FindToken, limits?: RetryLimits) {
    this.#findToken = findToken;
    this.#retryLimits = limits;
  }

  async nextflowSignIn(): Promise<SeqeraAccess | null> {
    const home = process.env['NXF_HOME'] ?? join(currentUser().home, '.nextflow');
    const text = await readPlainFile(join(home, 'seqera-auth.config'), longestSignIn).catch(
      () => null, // Nobody has signed in by it.
    );
    return text === null ? null : nextflowSignIn(text);
  }

  create(scope: SecretScope, choice: SeqeraChoice): SecretStore {
    return new SeqeraSecretStore(scope, choice, async () => {
      const client = await this.#client(choice);
      return client.ok ? ok(new Platform(client.value)) : client;
    });
  }

  async userOf(
    access: SeqeraAccess,
    signal: AbortSignal,
  ): Promise<Result<SeqeraUser, SeqeraFailure>> {
    const { endpoint } = access;
    // Whether it is a Platform is asked without the token, which is for nobody else.
    const anonymous = new Platform(new SeqeraClient(endpoint, null, this.#retryLimits));
    const served = await anonymous.hasUserSecrets(signal);
    // A gateway before it may want the token for this, too.
    if (!served.ok && served.error.status !== 401 && served.error.status !== 403) {
      return err(served.error.failure);
    }
    const user = await this.#platform(access).user(signal);
    return user.ok ? user : err(user.error.failure);
  }

  async workspacesOf(
    access: SeqeraAccess,
    signal: AbortSignal,
  ): Promise<Result<SeqeraWorkspaces, SeqeraFailure>> {
    const platform = this.#platform(access);
    const user = await platform.user(signal);
    const listed = user.ok ? await platform.workspaces(user.value, signal) : user;
    if (!listed.ok) {
      return err(listed.error.failure);
    }
    const personal = await platform.hasUserSecrets(signal);
    return personal.ok
      ? ok({ workspaces: listed.value, personal: personal.value })
      : err(personal.error.failure);
  }

  async open(
    place: SeqeraPlace,
    signal: AbortSignal,
  ): Promise<Result<SeqeraSession, SeqeraFailure>> {
    const client = await this.#client(place);
    if (!client.ok) {
      return client;
    }
    const platform = new Platform(client.value);
    const user = await platform.user(signal);
    if (!user.ok) {
      return err(user.error.failure);
    }
    const workspace =
      place.workspace === null
        ? ok(null)
        : await platform.workspace(user.value, place.workspace, signal);
    return workspace.ok
      ? ok(new PlatformRuns(client.value, user.value, workspace.value))
      : err(workspace.error.failure);
  }

  async #client(choice: {
    readonly endpoint: string;
    readonly user: string | null;
  }): Promise<Result<SeqeraClient, SeqeraFailure>> {
    const endpoint = parseEndpoint(choice.endpoint);
    if (!endpoint.ok) {
      const { error: problem } = endpoint;
      return err({ kind: 'seqera-endpoint-refused', endpoint: choice.endpoint, problem });
    }
    const token = await this.#findToken(endpoint.value, choice.user);
    return token === null
      ? err({ kind: 'seqera-signed-out', endpoint: endpoint.value, because: 'absent' })
      : ok(new SeqeraClient(endpoint.value, token, this.#retryLimits));
  }

  #platform({ endpoint, token }: SeqeraAccess): Platform {
    return new Platform(new SeqeraClient(endpoint, token, this.#retryLimits));
  }
}
