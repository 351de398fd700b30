import type { IncomingMessage } from 'node:http';
import type { FakeSecret, FakeUser, FakeWorkspace, PlatformState } from './platformState.ts';
import { Refused } from './refused.ts';
import { answerRunCall, isUnanswered } from './runCalls.ts';

/** A request, taken apart. */
export interface Call {
  readonly operation: string;
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Which roles of the Platform's own may change secrets; others are custom, and may here. */
const reading = ['launch', 'connect', 'view', 'auditor'];

/** What the Platform answers to a call; undefined is an answer without a body. */
export function answerCall(state: PlatformState, call: Call): unknown {
  if (call.operation === 'serviceInfo') {
    const { userWorkspaceEnabled } = state;
    return { serviceInfo: { version: '26.1.0', apiVersion: '1.187.0', userWorkspaceEnabled } };
  }
  const user = userOf(state, call);
  switch (call.operation) {
    case 'userInfo':
      return {
        user: { id: user.id, userName: user.userName, email: `${user.userName}@example.org` },
      };
    case 'userWorkspaces':
      return { orgsAndWorkspaces: rows(state, user) };
    case 'listSecrets': {
      const secrets = state.secretsOf(ownerOf(state, user, call));
      return { pipelineSecrets: secrets.map(listed), totalSize: secrets.length };
    }
    default: {
      const owner = ownerOf(state, user, call);
      const answered = answerRunCall({ state, user, owner, runs: state.runsOf(owner) }, call);
      return isUnanswered(answered) ? change(state, user, call) : answered;
    }
  }
}

function change(state: PlatformState, user: FakeUser, call: Call): unknown {
  const owner = ownerOf(state, user, call);
  if ('roles' in owner && state.rolesIn(owner, user).every(role => reading.includes(role))) {
    throw new Refused(403);
  }
  const secrets = state.secretsOf(owner);
  const sent = (call.body === '' ? {} : JSON.parse(call.body)) as { name?: string; value?: string };
  switch (call.operation) {
    case 'validateSecretName':
      checkName(secrets, new URLSearchParams(call.query).get('name') ?? '');
      return undefined;
    case 'createSecret':
      checkName(secrets, sent.name ?? '');
      return { secretId: state.addSecret(owner, sent.name ?? '', sent.value ?? '').id };
    case 'updateSecret': {
      const secret = secretOf(secrets, call);
      secret.value = sent.value ?? '';
      secret.lastUpdated = new Date().toISOString().replace(/\.\d+/, '');
      return undefined;
    }
    case 'deleteSecret':
      secrets.splice(secrets.indexOf(secretOf(secrets, call)), 1);
      return undefined;
    default:
      throw new Refused(404, 'Not found');
  }
}

function userOf({ users }: PlatformState, { headers }: Call): FakeUser {
  const user = users.find(
    ({ token }) => token !== '' && headers.authorization === `Bearer ${token}`,
  );
  if (!user) {
    throw new Refused(401);
  }
  return user;
}

/** Whose secrets a call is about: without a workspace, the user's own. */
function ownerOf(state: PlatformState, user: FakeUser, { query }: Call): FakeWorkspace | FakeUser {
  const id = new URLSearchParams(query).get('workspaceId');
  if (id === null) {
    return user;
  }
  const workspace = state.workspaces.find(other => String(other.id) === id);
  if (!workspace || state.rolesIn(workspace, user).length === 0) {
    throw new Refused(403);
  }
  return workspace;
}

function rows(state: PlatformState, user: FakeUser): unknown {
  return state.organizations.flatMap(({ id: orgId, name: orgName, owners }) => [
    {
      orgId,
      orgName,
      workspaceId: null,
      workspaceName: null,
      visibility: null,
      roles: owners.includes(user.userName) ? ['owner'] : ['member'],
    },
    ...state.workspaces
      .filter(({ organization }) => organization === orgName)
      .map(workspace => ({ workspace, roles: state.rolesIn(workspace, user) }))
      .filter(({ roles }) => roles.length > 0)
      .map(({ workspace: { id, name, shared }, roles }) => ({
        orgId,
        orgName,
        workspaceId: id,
        workspaceName: name,
        workspaceFullName: name,
        visibility: shared ? 'SHARED' : 'PRIVATE',
        roles,
      })),
  ]);
}

/** Never the value. */
function listed({ id, name, dateCreated, lastUpdated, lastUsed }: FakeSecret): unknown {
  return { id, name, dateCreated, lastUpdated, lastUsed };
}

function secretOf(secrets: readonly FakeSecret[], { path }: Call): FakeSecret {
  const secret = secrets.find(({ id }) => path.endsWith(`/${id}`));
  if (!secret) {
    throw new Refused(404);
  }
  return secret;
}

function checkName(secrets: readonly FakeSecret[], name: string): void {
  if (!/^[A-Za-z_][0-9A-Za-z_]{1,99}$/.test(name) || name.slice(1).includes('__')) {
    throw new Refused(400, `Invalid secret name: ${name}`);
  }
  if (secrets.some(other => other.name === name)) {
    throw new Refused(409, 'Duplicate element');
  }
}
