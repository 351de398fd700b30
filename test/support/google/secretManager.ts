import { crc32c } from '@aws-crypto/crc32c';

/** A call that is refused, with the status code that Google's service uses. */
export class ServiceError extends Error {
  readonly code: number;

  constructor(code: number, details: string) {
    super(details);
    this.code = code;
  }
}

/** Times are seconds and nanoseconds, as in protocol buffers. */
export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

export interface Secret {
  readonly name: string;
  readonly replication: unknown;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly createTime: Timestamp;
  readonly expireTime?: Timestamp;
  readonly etag: string;
}

export type VersionState = 'ENABLED' | 'DISABLED' | 'DESTROYED';

interface Version {
  data: Buffer;
  state: VersionState;
}

interface Kept {
  readonly secret: Secret;
  readonly versions: Version[];
}

const invalid = (details: string): never => {
  throw new ServiceError(3, details);
};

/** Google Secret Manager of any project, in memory; what it checks is what its reference says. */
export class SecretManager {
  readonly #kept = new Map<string, Kept>();
  /** Milliseconds since 1970, UTC; tests move it. */
  now = Date.now;
  /** Permissions that the caller has; null stands for all. */
  granted: readonly string[] | null = null;
  /** Whether each page of a listing has an empty one before it. */
  emptyPages = false;
  /** At most this many in a page, whatever is asked for. */
  largestPage = 25_000;
  #count = 0;

  createSecret(parent: string, secretId: string, asked: Partial<Secret>): Secret {
    const name = `${parent}/secrets/${secretId}`;
    if (!/^[\w-]{1,255}$/.test(secretId)) {
      invalid(`secret id ${secretId}`);
    }
    if (!asked.replication) {
      invalid('replication is required');
    }
    checkNotes(asked);
    if (this.#live(name)) {
      throw new ServiceError(6, `Secret [${name}] already exists.`);
    }
    const secret: Secret = {
      name,
      replication: asked.replication,
      annotations: asked.annotations ?? {},
      labels: asked.labels ?? {},
      createTime: timestamp(this.now()),
      ...(asked.expireTime && { expireTime: this.#expiry(asked.expireTime) }),
      etag: this.#etag(),
    };
    this.#kept.set(name, { secret, versions: [] });
    return secret;
  }

  addSecretVersion(parent: string, payload: { data?: Buffer; dataCrc32c?: string | number }) {
    const { versions } = this.#get(parent);
    const data = Buffer.from(payload.data ?? '');
    if (data.length > 65_536) {
      invalid('The payload is larger than 65536 bytes.');
    }
    const checksum = Number(payload.dataCrc32c ?? crc32c(data));
    if (checksum !== crc32c(data)) {
      invalid('The checksum does not match the payload.');
    }
    versions.push({ data, state: 'ENABLED' });
    return { name: `${parent}/versions/${versions.length}`, state: 'ENABLED' };
  }

  /** `name` ends with `/versions/latest` or a version's number. */
  accessSecretVersion(name: string) {
    const { named, version } = this.#version(name);
    if (version.state !== 'ENABLED') {
      throw new ServiceError(9, `Secret Version [${named}] is in ${version.state} state.`);
    }
    const { data } = version;
    return { name: named, payload: { data, dataCrc32c: crc32c(data) } };
  }

  /** Those of a secret, newest first. */
  listSecretVersions(parent: string) {
    const { versions } = this.#get(parent);
    return {
      versions: versions
        .map(({ state }, at) => ({ name: `${parent}/versions/${at + 1}`, state }))
        .reverse(),
      nextPageToken: '',
      totalSize: versions.length,
    };
  }

  /** To destroy a version is final. */
  setState(name: string, state: VersionState) {
    const { named, version } = this.#version(name);
    if (version.state === 'DESTROYED' && state !== 'DESTROYED') {
      throw new ServiceError(9, `Secret Version [${named}] is in DESTROYED state.`);
    }
    version.state = state;
    version.data = state === 'DESTROYED' ? Buffer.alloc(0) : version.data;
    return { name: named, state };
  }

  getSecret(name: string): Secret {
    return this.#get(name).secret;
  }

  updateSecret(asked: Partial<Secret>, paths: readonly string[]): Secret {
    const kept = this.#get(asked.name ?? '');
    checkEtag(kept.secret, asked.etag);
    checkNotes(asked);
    const secret = {
      ...kept.secret,
      ...(paths.includes('annotations') && { annotations: asked.annotations ?? {} }),
      ...(paths.includes('expire_time') &&
        asked.expireTime && { expireTime: this.#expiry(asked.expireTime) }),
      etag: this.#etag(),
    };
    this.#kept.set(secret.name, { ...kept, secret });
    return secret;
  }

  deleteSecret(name: string, etag: string | undefined): void {
    checkEtag(this.#get(name).secret, etag);
    this.#kept.delete(name);
  }

  /** Newest first. A filter `name:text` takes names that have the text anywhere. */
  listSecrets(parent: string, filter: string, pageSize: number, pageToken: string) {
    const wanted = /^name:(.*)$/.exec(filter)?.[1] ?? '';
    const all = [...this.#kept.keys()]
      .filter(name => name.startsWith(`${parent}/secrets/`) && name.includes(wanted))
      .flatMap(name => this.#live(name)?.secret ?? [])
      .reverse();
    const [, empty = '', start = '0'] = /^(e?)(\d+)$/.exec(pageToken) ?? [];
    const from = Number(start);
    const totalSize = filter === '' ? all.length : 0;
    if (this.emptyPages && empty === '') {
      return { secrets: [], nextPageToken: `e${from}`, totalSize };
    }
    const to = from + Math.min(pageSize || 25_000, this.largestPage);
    const nextPageToken = to < all.length ? String(to) : '';
    return { secrets: all.slice(from, to), nextPageToken, totalSize };
  }

  testIamPermissions(permissions: readonly string[]) {
    const { granted } = this;
    return {
      permissions: permissions.filter(asked => granted === null || granted.includes(asked)),
    };
  }

  #version(name: string): { readonly named: string; readonly version: Version } {
    const { parent = '', which = '' } =
      /^(?<parent>.*)\/versions\/(?<which>latest|\d+)$/.exec(name)?.groups ?? {};
    const { versions } = this.#get(parent);
    const number = which === 'latest' ? versions.length : Number(which);
    const version = versions[number - 1];
    if (!version) {
      throw new ServiceError(5, `Secret Version [${name}] not found.`);
    }
    return { named: `${parent}/versions/${number}`, version };
  }

  #get(name: string): Kept {
    const kept = this.#live(name);
    if (!kept) {
      throw new ServiceError(5, `Secret [${name}] not found.`);
    }
    return kept;
  }

  /** A secret whose time is over is gone for good. */
  #live(name: string): Kept | undefined {
    const kept = this.#kept.get(name);
    const expiry = kept?.secret.expireTime;
    if (expiry && expiry.seconds * 1000 <= this.now()) {
      this.#kept.delete(name);
      return undefined;
    }
    return kept;
  }

  #expiry(asked: Timestamp): Timestamp {
    if (asked.seconds * 1000 < this.now() + 59_000) {
      invalid('expire_time must be at least 60 seconds away.');
    }
    return asked;
  }

  #etag(): string {
    this.#count += 1;
    return `"etag-${this.#count}"`;
  }
}

function checkEtag(secret: Secret, etag: string | undefined): void {
  if (etag && etag !== secret.etag) {
    throw new ServiceError(9, 'The etag does not match.');
  }
}

function checkNotes({ annotations = {}, labels = {} }: Partial<Secret>): void {
  const size = JSON.stringify(annotations).length;
  const keys = Object.keys(annotations);
  if (size > 16_384 || keys.some(key => !/^[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/.test(key))) {
    invalid('annotations');
  }
  if (Object.values(labels).some(value => !/^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u.test(value))) {
    invalid('labels');
  }
}

function timestamp(at: number): Timestamp {
  return { seconds: Math.floor(at / 1000), nanos: (at % 1000) * 1_000_000 };
}
