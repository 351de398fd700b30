import * as vscode from 'vscode';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import { parseToken } from '../../core/seqera/parseToken.ts';
import type { Subscription } from '../../services/async/event.ts';

/** A sign-in to Seqera Cloud that somebody else keeps. */
export interface ForeignSignIn {
  readonly available: boolean;
  /** Null where nobody is signed in by it, or this extension may not use it. `ask`: the user is asked for both. */
  token(ask: boolean): Promise<SecretValue | null>;
  /** Somebody may have signed in or out. */
  onDidChange(listener: () => void): Subscription;
}

const extension = 'nextflow.nextflow';
/** What it registers its sign-in as. */
const provider = 'auth0';

/** The sign-in of the official Nextflow extension, as far as that is installed. */
export const nextflowExtension: ForeignSignIn = {
  get available() {
    return vscode.extensions.getExtension(extension) !== undefined;
  },
  async token(ask) {
    // It does not declare its sign-in, so VS Code does not start it when it is asked for.
    await vscode.extensions.getExtension(extension)?.activate();
    const how = ask ? { createIfNone: true } : { silent: true };
    const session = this.available
      ? await Promise.resolve(vscode.authentication.getSession(provider, [], how)).catch(() => null)
      : null;
    const token = parseToken(session?.accessToken ?? '');
    return token === null ? null : new SecretValue(token);
  },
  onDidChange: listener =>
    vscode.authentication.onDidChangeSessions(change => {
      if (change.provider.id === provider) {
        listener();
      }
    }),
};
