import type { SeqeraAction } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import {
  findWorkspace,
  personalWorkspace,
  type SeqeraUser,
  type SeqeraWorkspace,
  workspaceName,
  workspacesIn,
} from '../../core/seqera/seqeraWorkspace.ts';
import {
  emptyBody,
  type PlatformSecret,
  secretList,
  serviceInfo,
  userInfo,
  userWorkspaces,
} from './platformAnswers.ts';
import type { SeqeraClient, SeqeraError } from './seqeraClient.ts';

type PlatformResult<T> = Promise<Result<T, SeqeraError>>;

/** Whose secrets are meant: a workspace's, or with null the user's own. */
export type SeqeraContext = SeqeraWorkspace | null;

/** The Platform's calls, one by one. */
export class Platform {
  readonly #client: SeqeraClient;

  constructor(client: SeqeraClient) {
    this.#client = client;
  }

  /** Whether users have secrets of their own there. */
  async hasUserSecrets(signal: AbortSignal): PlatformResult<boolean> {
    const info = await this.#client.ask(
      {
        call: { action: 'tell what it is', ...own },
        repeatable: true,
        send: ({ client, how }) => client.GET('/service-info', how),
        answer: serviceInfo,
      },
      signal,
    );
    return info.ok ? ok(info.value.serviceInfo.userWorkspaceEnabled) : info;
  }

  async user(signal: AbortSignal): PlatformResult<SeqeraUser> {
    const info = await this.#client.ask(
      {
        call: { action: 'tell who you are', ...own },
        repeatable: true,
        send: ({ client, how }) => client.GET('/user-info', how),
        answer: userInfo,
      },
      signal,
    );
    if (!info.ok) {
      return info;
    }
    const { id, userName } = info.value.user;
    return ok({ id, name: userName ?? id });
  }

  async workspaces(
    { id }: SeqeraUser,
    signal: AbortSignal,
  ): PlatformResult<readonly SeqeraWorkspace[]> {
    const listed = await this.#client.ask(
      {
        call: { action: 'list workspaces', ...own },
        repeatable: true,
        send: ({ client, how }) =>
          client.GET('/user/{userId}/workspaces', { ...how, params: { path: { userId: id } } }),
        answer: userWorkspaces,
      },
      signal,
    );
    return listed.ok ? ok(workspacesIn(listed.value.orgsAndWorkspaces)) : listed;
  }

  /** The user's own workspace, which is null, where the Platform gives users one. */
  async personal(signal: AbortSignal): PlatformResult<null> {
    const has = await this.hasUserSecrets(signal);
    if (!has.ok) {
      return has;
    }
    return has.value ? ok(null) : err(this.#unknown(personalWorkspace));
  }

  /** The workspace of a name or number, as the user sees it now. */
  async workspace(
    user: SeqeraUser,
    text: string,
    signal: AbortSignal,
  ): PlatformResult<SeqeraWorkspace> {
    const listed = await this.workspaces(user, signal);
    if (!listed.ok) {
      return listed;
    }
    const found = findWorkspace(listed.value, text);
    return found ? ok(found) : err(this.#unknown(text));
  }

  #unknown(workspace: string): SeqeraError {
    const { endpoint } = this.#client;
    const failure = { kind: 'seqera-workspace-unknown', endpoint, workspace } as const;
    return { kind: 'request-failed', status: null, failure, lost: null };
  }

  async secrets(
    context: SeqeraContext,
    signal: AbortSignal,
  ): PlatformResult<readonly PlatformSecret[]> {
    const listed = await this.#client.ask(
      {
        call: about('list secrets', context),
        repeatable: true,
        send: ({ client, how }) => client.GET('/pipeline-secrets', { ...how, params: at(context) }),
        answer: secretList,
      },
      signal,
    );
    return listed;
  }

  /** Whether a new secret may have the name; 409 where there is one. */
  validate(name: SecretName, context: SeqeraContext, signal: AbortSignal): PlatformResult<void> {
    const params = { query: { ...at(context).query, name } };
    return this.#client.ask(
      {
        call: about('add secrets', context),
        repeatable: true,
        send: ({ client, how }) => client.GET('/pipeline-secrets/validate', { ...how, params }),
        answer: emptyBody,
      },
      signal,
    );
  }

  create(
    name: SecretName,
    value: SecretValue,
    context: SeqeraContext,
    signal: AbortSignal,
  ): PlatformResult<void> {
    const body = { name, value: value.reveal() };
    return this.#client.ask(
      {
        call: about('add secrets', context),
        repeatable: false,
        send: ({ client, how }) =>
          client.POST('/pipeline-secrets', { ...how, params: at(context), body }),
        answer: emptyBody,
        secret: value,
      },
      signal,
    );
  }

  update(
    id: string,
    value: SecretValue,
    context: SeqeraContext,
    signal: AbortSignal,
  ): PlatformResult<void> {
    const params = { ...at(context), path: { secretId: id } };
    const body = { value: value.reveal() };
    return this.#client.ask(
      {
        call: about('update secrets', context),
        repeatable: true,
        send: ({ client, how }) =>
          client.PUT('/pipeline-secrets/{secretId}', { ...how, params, body }),
        answer: emptyBody,
        secret: value,
      },
      signal,
    );
  }

  remove(id: string, context: SeqeraContext, signal: AbortSignal): PlatformResult<void> {
    const params = { ...at(context), path: { secretId: id } };
    return this.#client.ask(
      {
        call: about('remove secrets', context),
        repeatable: true,
        send: ({ client, how }) =>
          client.DELETE('/pipeline-secrets/{secretId}', { ...how, params }),
        answer: emptyBody,
      },
      signal,
    );
  }
}

/** What is the user's own has no workspace and no roles. */
const own = { workspace: null, roles: [] } as const;

/** A call and whose it is, for people. */
export function about(action: SeqeraAction, context: SeqeraContext) {
  return context === null
    ? { action, ...own }
    : { action, workspace: workspaceName(context), roles: context.roles };
}

/** Whose secrets or runs a call is about. */
export function at(context: SeqeraContext): { query: { workspaceId?: string } } {
  return { query: context === null ? {} : { workspaceId: context.id } };
}
