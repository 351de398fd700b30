import type * as vscode from 'vscode';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import { type Environment, environmentAccess } from '../../core/seqera/environmentAccess.ts';
import { accountId, readAccount, type SeqeraAccount } from '../../core/seqera/seqeraAccount.ts';
import { seqeraCloud, type SeqeraEndpoint } from '../../core/seqera/seqeraEndpoint.ts';
import { Emitter, type Subscription } from '../../services/async/event.ts';
import type { SeqeraAccess } from '../../services/ports/stores/seqeraStores.ts';
import type { ForeignSignIn } from './nextflowExtension.ts';

const prefix = 'seqera/account/';

/** The users' sign-ins to Platforms: in SecretStorage, so that all windows have them. */
export class SeqeraAccounts {
  readonly #secrets: vscode.SecretStorage;
  readonly #env: Environment;
  readonly #changed = new Emitter<void>();
  /** Somebody has signed in or out, here or in another window. */
  readonly onDidChange = this.#changed.event;
  /** That of the official Nextflow extension. */
  readonly extension: ForeignSignIn;
  readonly #owned: readonly Subscription[];

  constructor(secrets: vscode.SecretStorage, env: Environment, extension: ForeignSignIn) {
    this.#secrets = secrets;
    this.#env = env;
    this.extension = extension;
    this.#owned = [
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(prefix)) {
          this.#changed.fire();
        }
      }),
      extension.onDidChange(() => void this.#hear()),
    ];
  }

  async list(): Promise<readonly SeqeraAccount[]> {
    const keys = (await this.#secrets.keys()).filter(key => key.startsWith(prefix)).sort();
    const texts = await Promise.all(keys.map(key => this.#secrets.get(key)));
    return texts.flatMap(text => (text === undefined ? [] : (readAccount(text) ?? [])));
  }

  /** Replaces what was kept of the same user there. */
  async add(account: SeqeraAccount): Promise<void> {
    await this.#secrets.store(`${prefix}${accountId(account)}`, JSON.stringify(account));
  }

  async remove(id: string): Promise<void> {
    await this.#secrets.delete(`${prefix}${id}`);
  }

  /** The token of `TOWER_ACCESS_TOKEN`, which goes to the Platform of `TOWER_API_ENDPOINT` alone. */
  get environment(): SeqeraAccess | null {
    return environmentAccess(this.#env);
  }

  /**
   * Null where nobody of that name, or nobody at all, is signed in there. The environment's token
   * counts as a sign-in where there is no other.
   */
  async findToken(endpoint: SeqeraEndpoint, user: string | null): Promise<SecretValue | null> {
    const account = (await this.list()).find(
      other => other.endpoint === endpoint && (user === null || other.user.name === user),
    );
    if (account) {
      return this.tokenOf(account);
    }
    return user === null ? this.#environmentToken(endpoint) : null;
  }

  async tokenOf({ endpoint, token, keeper }: SeqeraAccount): Promise<SecretValue | null> {
    if (token !== null) {
      return new SecretValue(token);
    }
    if (keeper === 'extension') {
      return endpoint === seqeraCloud ? this.extension.token(false) : null;
    }
    return this.#environmentToken(endpoint);
  }

  /** Of the sign-ins that others keep only those matter that are used here. */
  async #hear(): Promise<void> {
    if ((await this.list()).some(({ token, keeper }) => token === null && keeper === 'extension')) {
      this.#changed.fire();
    }
  }

  #environmentToken(endpoint: SeqeraEndpoint): SecretValue | null {
    const { environment } = this;
    return environment?.endpoint === endpoint ? environment.token : null;
  }

  dispose(): void {
    this.#owned.forEach(one => {
      one.dispose();
    });
    this.#changed.dispose();
  }
}
