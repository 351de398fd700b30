import { ok, type Result } from '../../core/result.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import { allPages, endlessList } from '../../services/async/allPages.ts';
import type { GoogleConnection, GoogleProject } from './googleConnection.ts';
import type { GoogleAction, GoogleError } from './googleError.ts';

/** A secret of the service, without its versions and their values. */
export interface GoogleSecret {
  /** The last part of its name, say `tower-1k0K4WlGep8ZTM-KEY`. */
  readonly id: string;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number | null;
  readonly expiresAt: number | null;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface NewGoogleSecret {
  readonly id: string;
  readonly annotations: Readonly<Record<string, string>>;
  /** Where it is replicated to, for good; null leaves it to Google. */
  readonly location: string | null;
  /** Milliseconds since 1970, UTC; null for never. */
  readonly expiresAt: number | null;
}

/** The service's largest page is 25,000; this many are a message of about a megabyte. */
const pageSize = 1000;

/** As a call fails. */
const endless: GoogleError = { code: null, failure: endlessList('google') };

type GoogleResult<T> = Promise<Result<T, GoogleError>>;

/** The calls of Secret Manager that stores and copies are made of. */
export class GoogleSecrets {
  readonly #connection: GoogleConnection;

  constructor(connection: GoogleConnection) {
    this.#connection = connection;
  }

  /** Every secret whose id begins with this. The service's filter finds it anywhere in the name. */
  async list(prefix: string, signal: AbortSignal): GoogleResult<readonly GoogleSecret[]> {
    return await allPages(
      token =>
        this.#connection.call(onProject('list'), signal, (project, timeout) =>
          project.client.listSecrets(
            { parent: project.parent, filter: `name:${prefix}`, pageSize, pageToken: token ?? '' },
            { autoPaginate: false, timeout },
          ),
        ),
      ([secrets, , response]) => ({
        items: secrets.map(toSecret).filter(each => each.id.startsWith(prefix)),
        next: response.nextPageToken,
      }),
      endless,
    );
  }

  get(id: string, signal: AbortSignal): GoogleResult<GoogleSecret> {
    return this.#on(id, 'secrets.get', signal, async ({ client }, name, timeout) => {
      const [secret] = await client.getSecret({ name }, { timeout });
      return toSecret(secret);
    });
  }

  /** Makes a secret that has no value yet. */
  create(secret: NewGoogleSecret, signal: AbortSignal): GoogleResult<void> {
    const { id, annotations, location, expiresAt } = secret;
    return this.#on(id, 'secrets.create', signal, async ({ client, parent }, _, timeout) => {
      const replication =
        location === null ? { automatic: {} } : { userManaged: { replicas: [{ location }] } };
      const expiry = expiresAt === null ? {} : { expireTime: toTimestamp(expiresAt) };
      await client.createSecret(
        { parent, secretId: id, secret: { replication, annotations, ...expiry } },
        { timeout },
      );
    });
  }

  /** Gives a secret a value, which is the latest from then on; gives the version's number. */
  addVersion(id: string, value: SecretValue, signal: AbortSignal): GoogleResult<number> {
    return this.#on(id, 'versions.add', signal, async ({ client }, parent, timeout) => {
      const { crc32c } = await import('./googleSdk.ts');
      const data = Buffer.from(value.reveal(), 'utf8');
      const payload = { data, dataCrc32c: crc32c(data) };
      const [added] = await client.addSecretVersion({ parent, payload }, { timeout });
      return versionNumber(added.name);
    });
  }

  /** The value of a version. */
  access(
    id: string,
    signal: AbortSignal,
    version: number | 'latest' = 'latest',
  ): GoogleResult<string> {
    return this.#on(id, 'versions.access', signal, async ({ client }, name, timeout) => {
      const [{ payload }] = await client.accessSecretVersion(
        { name: `${name}/versions/${version}` },
        { timeout },
      );
      return Buffer.from(payload?.data ?? '').toString('utf8');
    });
  }

  /** Destroys, or disables, every version before one: what has been destroyed nobody reads again. */
  async dropEarlier(
    id: string,
    before: number,
    how: 'destroy' | 'disable',
    signal: AbortSignal,
  ): GoogleResult<void> {
    const found = await allPages(
      token =>
        this.#on(id, 'versions.list', signal, ({ client }, parent, timeout) =>
          client.listSecretVersions(
            { parent, pageSize, pageToken: token ?? '' },
            { autoPaginate: false, timeout },
          ),
        ),
      ([versions, , response]) => ({
        items: versions,
        next: response.nextPageToken,
      }),
      endless,
    );
    if (!found.ok) {
      return found;
    }
    const kept = how === 'destroy' ? ['ENABLED', 'DISABLED'] : ['ENABLED'];
    for (const { name, state } of found.value) {
      const number = versionNumber(name);
      if (number < before && kept.includes(String(state))) {
        const gone = await this.#drop(id, number, how, signal);
        if (!gone.ok) {
          return gone;
        }
      }
    }
    return ok(undefined);
  }

  #drop(
    id: string,
    version: number,
    how: 'destroy' | 'disable',
    signal: AbortSignal,
  ): GoogleResult<void> {
    return this.#on(id, `versions.${how}`, signal, async ({ client }, parent, timeout) => {
      const name = `${parent}/versions/${version}`;
      await (how === 'destroy'
        ? client.destroySecretVersion({ name }, { timeout })
        : client.disableSecretVersion({ name }, { timeout }));
    });
  }

  expire(id: string, expiresAt: number, signal: AbortSignal): GoogleResult<void> {
    return this.#on(id, 'secrets.update', signal, async ({ client }, name, timeout) => {
      const secret = { name, expireTime: toTimestamp(expiresAt) };
      await client.updateSecret({ secret, updateMask: { paths: ['expire_time'] } }, { timeout });
    });
  }

  delete(id: string, signal: AbortSignal): GoogleResult<void> {
    return this.#on(id, 'secrets.delete', signal, async ({ client }, name, timeout) => {
      await client.deleteSecret({ name }, { timeout });
    });
  }

  #on<T>(
    id: string,
    permission: string,
    signal: AbortSignal,
    act: (project: GoogleProject, name: string, timeout: number) => Promise<T>,
  ): GoogleResult<T> {
    const nameIn = ({ parent }: GoogleProject): string => `${parent}/secrets/${id}`;
    return this.#connection.call(
      project => ({ permission: `secretmanager.${permission}`, resource: nameIn(project) }),
      signal,
      (project, timeout) => act(project, nameIn(project), timeout),
    );
  }
}

/** Listing is a permission on the project; nobody has it on one secret. */
function onProject(verb: string): (project: GoogleProject) => GoogleAction {
  return ({ parent }) => ({ permission: `secretmanager.secrets.${verb}`, resource: parent });
}

/** `3` of `projects/research/secrets/KEY/versions/3`. */
function versionNumber(name: string | null | undefined): number {
  return Number(name?.split('/').at(-1));
}

interface Timestamp {
  readonly seconds?: unknown;
  readonly nanos?: number | null;
}

function toSecret(secret: {
  readonly name?: string | null;
  readonly createTime?: Timestamp | null;
  readonly expireTime?: Timestamp | null;
  readonly annotations?: Readonly<Record<string, string>> | null;
}): GoogleSecret {
  return {
    id: secret.name?.split('/').at(-1) ?? '',
    createdAt: fromTimestamp(secret.createTime),
    expiresAt: fromTimestamp(secret.expireTime),
    annotations: secret.annotations ?? {},
  };
}

function toTimestamp(at: number): { seconds: number; nanos: number } {
  return { seconds: Math.floor(at / 1000), nanos: Math.round(at % 1000) * 1_000_000 };
}

function fromTimestamp(time: Timestamp | null | undefined): number | null {
  return time ? Number(time.seconds ?? 0) * 1000 + (time.nanos ?? 0) / 1_000_000 : null;
}
