import * as vscode from 'vscode';
import { accountId, accountName, type SeqeraAccount } from '../../core/seqera/seqeraAccount.ts';
import { authentication } from '../ids.ts';
import type { SeqeraAccounts } from './seqeraAccounts.ts';

/** Shows sign-ins to Platforms in VS Code's Accounts menu, from which they also end. */
export class SeqeraAuthentication implements vscode.AuthenticationProvider {
  readonly #accounts: SeqeraAccounts;
  readonly #signIn: () => Promise<SeqeraAccount | null>;
  readonly #changed =
    new vscode.EventEmitter<vscode.AuthenticationProviderAuthenticationSessionsChangeEvent>();
  readonly onDidChangeSessions = this.#changed.event;
  readonly #owned: readonly { dispose(): void }[];
  #known: readonly vscode.AuthenticationSession[] = [];

  constructor(accounts: SeqeraAccounts, signIn: () => Promise<SeqeraAccount | null>) {
    this.#accounts = accounts;
    this.#signIn = signIn;
    this.#owned = [
      this.#changed,
      accounts.onDidChange(() => void this.#compare()),
      vscode.authentication.registerAuthenticationProvider(
        authentication.id,
        authentication.label,
        this,
        { supportsMultipleAccounts: true },
      ),
    ];
  }

  async getSessions(
    _scopes?: readonly string[],
    options?: vscode.AuthenticationProviderSessionOptions,
  ): Promise<vscode.AuthenticationSession[]> {
    this.#known = await this.#sessions();
    const wanted = options?.account?.id;
    return this.#known.filter(({ account }) => wanted === undefined || account.id === wanted);
  }

  async createSession(): Promise<vscode.AuthenticationSession> {
    const account = await this.#signIn();
    const session = account && (await this.#sessionOf(account));
    if (!session) {
      throw new vscode.CancellationError();
    }
    return session;
  }

  removeSession(id: string): Promise<void> {
    return this.#accounts.remove(id);
  }

  dispose(): void {
    for (const owned of this.#owned) {
      owned.dispose();
    }
  }

  async #sessions(): Promise<readonly vscode.AuthenticationSession[]> {
    const accounts = await this.#accounts.list();
    const sessions = await Promise.all(accounts.map(account => this.#sessionOf(account)));
    return sessions.filter(session => session !== null);
  }

  async #sessionOf(account: SeqeraAccount): Promise<vscode.AuthenticationSession | null> {
    const token = await this.#accounts.tokenOf(account);
    const id = accountId(account);
    return token === null
      ? null
      : {
          id,
          accessToken: token.reveal(),
          account: { id, label: accountName(account) },
          scopes: [],
        };
  }

  async #compare(): Promise<void> {
    const before = this.#known;
    this.#known = await this.#sessions();
    const without = (
      some: readonly vscode.AuthenticationSession[],
      others: readonly vscode.AuthenticationSession[],
    ) => some.filter(({ id }) => !others.some(other => other.id === id));
    this.#changed.fire({
      added: without(this.#known, before),
      removed: without(before, this.#known),
      changed: this.#known.filter(({ id, accessToken }) =>
        before.some(other => other.id === id && other.accessToken !== accessToken),
      ),
    });
  }
}
