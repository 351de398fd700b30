import type { SeqeraFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../../core/secrets/secretValue.ts';
import type { SeqeraChoice } from '../../../core/secrets/storeChoice.ts';
import type { SeqeraEndpoint } from '../../../core/seqera/seqeraEndpoint.ts';
import type { SeqeraUser, SeqeraWorkspace } from '../../../core/seqera/seqeraWorkspace.ts';
import type { SecretStore } from './secretStore.ts';

/** Finds the token of a user for one Platform; null where nobody is signed in there. */
export type FindToken = (
  endpoint: SeqeraEndpoint,
  user: string | null,
) => Promise<SecretValue | null>;

/** A token, and where it belongs. */
export interface SeqeraAccess {
  readonly endpoint: SeqeraEndpoint;
  readonly token: SecretValue;
}

/** The workspaces of a user. */
export interface SeqeraWorkspaces {
  readonly workspaces: readonly SeqeraWorkspace[];
  /** Whether the Platform gives each user one of their own. */
  readonly personal: boolean;
}

/** What the Platform says of a token, and the stores on it. */
export interface SeqeraStores {
  create(scope: SecretScope, choice: SeqeraChoice): SecretStore;
  /** The sign-in of `nextflow auth login` on this machine; null where there is none. */
  nextflowSignIn(): Promise<SeqeraAccess | null>;
  /** Whose a token is: whether it is one. */
  userOf(access: SeqeraAccess, signal: AbortSignal): Promise<Result<SeqeraUser, SeqeraFailure>>;
  /** Where its user can be: the workspaces that they see, and whether they have one of their own. */
  workspacesOf(
    access: SeqeraAccess,
    signal: AbortSignal,
  ): Promise<Result<SeqeraWorkspaces, SeqeraFailure>>;
}
