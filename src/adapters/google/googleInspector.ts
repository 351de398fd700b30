import type { CloudFailure } from '../../core/failure.ts';
import type {
  PermissionAnswer,
  PermissionQuestion,
} from '../../core/iam/check/permissionQuestion.ts';
import { ok, type Result } from '../../core/result.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import type {
  CloudIdentity,
  PermissionInspector,
  Subject,
} from '../../services/ports/permissionInspectors.ts';
import type { GoogleConnection, GoogleProject } from './googleConnection.ts';
import { status } from './googleError.ts';

/** Asks Google what the caller may do in a project; nothing is made, changed or read. */
export class GoogleInspector implements PermissionInspector {
  readonly #connection: GoogleConnection;
  readonly #env: NodeJS.ProcessEnv;

  constructor(connection: GoogleConnection, env: NodeJS.ProcessEnv) {
    this.#connection = connection;
    this.#env = env;
  }

  async identity(signal: AbortSignal): Promise<Result<CloudIdentity, CloudFailure>> {
    const opened = await this.#connection.open(signal);
    return opened.ok
      ? ok({
          account: opened.value.project,
          name: opened.value.account ?? 'your application default credentials',
          region: null,
        })
      : opened;
  }

  async inspect(
    subject: Subject,
    questions: readonly PermissionQuestion[],
    signal: AbortSignal,
  ): Promise<readonly PermissionAnswer[]> {
    if (subject.kind !== 'caller') {
      return questions.map(() => unknown({ kind: 'only-the-caller' }));
    }
    const granted = await this.#granted(
      questions.map(({ action }) => action),
      signal,
    );
    return granted === null
      ? Promise.all(questions.map(({ action }) => this.#attempt(action, signal)))
      : questions.map(({ action }) => ({
          verdict: granted.includes(action) ? 'allowed' : 'denied',
          by: 'simulation',
        }));
  }

  trusted(): Promise<PermissionAnswer> {
    return Promise.resolve(unknown({ kind: 'only-the-caller' }));
  }

  dispose(): void {
    this.#connection.dispose();
  }

  /**
   * What the project's own test says; null where it does not answer, say because the Resource
   * Manager API is not enabled. A secret's test would not do: of one that does not exist it says
   * that nothing is granted.
   */
  async #granted(
    permissions: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly string[] | null> {
    const opened = await this.#connection.open(signal);
    if (!opened.ok) {
      return null;
    }
    const { client, parent } = opened.value;
    const emulator = this.#env['RESOURCE_MANAGER_EMULATOR_HOST'];
    const path = `/v1/${parent}:testIamPermissions`;
    try {
      if (this.#env['SECRET_MANAGER_EMULATOR_HOST']) {
        return emulator === undefined
          ? null
          : permissionsIn(await post(`http://${emulator}${path}`, { permissions }, signal));
      }
      using limit = new TimeLimit(signal, 20_000);
      const answer = await client.auth.request({
        url: `https://cloudresourcemanager.googleapis.com${path}`,
        method: 'POST',
        data: { permissions },
        signal: limit.signal,
      });
      return permissionsIn(answer.data);
    } catch {
      signal.throwIfAborted();
      return null;
    }
  }

  /** Tries it on a secret that is never there: `NOT_FOUND` comes only to those who may. */
  async #attempt(action: string, signal: AbortSignal): Promise<PermissionAnswer> {
    const attempt = attempts[action];
    if (!attempt) {
      return unknown({ kind: 'no-harmless-way' });
    }
    const done = await this.#connection.call(
      ({ parent }) => ({ permission: action, resource: parent }),
      signal,
      (project, timeout) => attempt(project, `${project.parent}/secrets/${never}`, timeout),
    );
    if (done.ok || done.error.code === status.notFound) {
      return { verdict: 'allowed', by: 'attempt' };
    }
    return done.error.failure.kind === 'cloud-denied'
      ? { verdict: 'denied', by: 'attempt' }
      : unknown({ kind: 'failed', failure: done.error.failure });
  }
}

/** A hyphen in the name: no copy and no definition is ever called so. */
const never = 'tower-00000000000000-no-such-secret';

type Attempt = (project: GoogleProject, name: string, timeout: number) => Promise<unknown>;

/** Making a secret has none: the only attempt that tells would make one. */
const attempts: Readonly<Record<string, Attempt>> = {
  'secretmanager.secrets.list': ({ client, parent }, _, timeout) =>
    client.listSecrets({ parent, pageSize: 1 }, { autoPaginate: false, timeout }),
  'secretmanager.secrets.get': ({ client }, name, timeout) =>
    client.getSecret({ name }, { timeout }),
  'secretmanager.secrets.delete': ({ client }, name, timeout) =>
    client.deleteSecret({ name }, { timeout }),
  'secretmanager.secrets.update': ({ client }, name, timeout) =>
    client.updateSecret(
      { secret: { name, annotations: {} }, updateMask: { paths: ['annotations'] } },
      { timeout },
    ),
  'secretmanager.versions.access': ({ client }, name, timeout) =>
    client.accessSecretVersion({ name: `${name}/versions/latest` }, { timeout }),
  'secretmanager.versions.add': ({ client }, name, timeout) =>
    client.addSecretVersion({ parent: name, payload: { data: Buffer.from('-') } }, { timeout }),
};

function unknown(
  because: Extract<PermissionAnswer, { verdict: 'unknown' }>['because'],
): PermissionAnswer {
  return { verdict: 'unknown', because };
}

async function post(url: string, data: object, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify(data), signal });
  if (!answer.ok) {
    throw new Error(`status ${answer.status}`);
  }
  return answer.json();
}

/** Google leaves the list out where nothing is granted. */
function permissionsIn(answer: unknown): readonly string[] {
  const { permissions = [] } = answer as { readonly permissions?: readonly string[] };
  return permissions;
}
