import { setTimeout as delay } from 'node:timers/promises';
import type { CloudFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import { unlessAborted } from '../../services/async/unlessAborted.ts';
import { type GoogleCredentials, readCredentials } from './googleCredentials.ts';
import { type GoogleAction, type GoogleError, googleError, isPassing } from './googleErrors.ts';
import type { SecretManagerServiceClient } from './googleSdk.ts';

/** How Google Cloud is reached. */
export interface GoogleTarget {
  /** Null for the project that the credentials name. */
  readonly project: string | null;
  /** Absolute path of a service account's key; null for application default credentials. */
  readonly credentialsFile: string | null;
}

/** Limits of a call, in milliseconds where not said otherwise. */
export interface CallLimits {
  /** For one try. */
  readonly timeout: number;
  /** How often a call that may succeed later is tried. */
  readonly tries: number;
  /** The longest first wait; each next one may be twice as long. */
  readonly firstWait: number;
}

const usual: CallLimits = { timeout: 20_000, tries: 6, firstWait: 400 };

/** A project that is known, and the client that reaches it. */
export interface GoogleProject {
  readonly client: SecretManagerServiceClient;
  readonly project: string;
  /** `projects/research`, as resource names begin. */
  readonly parent: string;
  /** A service account's address; null where it is not told. */
  readonly account: string | null;
}

/**
 * The way to one project's Secret Manager. The vendor's client is loaded by the first call.
 *
 * A service account's key names its project, which must be the one in use: permissions that are
 * missing in another project would be looked for in vain (Seqera's secrets page asks for it too).
 */
export class GoogleConnection {
  readonly #target: GoogleTarget;
  readonly #env: NodeJS.ProcessEnv;
  readonly #limits: CallLimits;
  #opened: Promise<Result<GoogleProject, CloudFailure>> | null = null;
  #connection = '';

  constructor(target: GoogleTarget, env: NodeJS.ProcessEnv, limits: CallLimits = usual) {
    this.#target = target;
    this.#env = env;
    this.#limits = limits;
  }

  /** Reads the credentials once; what they lack is a failure. */
  open(): Promise<Result<GoogleProject, CloudFailure>> {
    this.#opened ??= this.#open();
    return this.#opened;
  }

  /** Makes a call as often as it makes sense, and stops waiting for it when the signal says so. */
  async call<T>(
    action: (project: GoogleProject) => GoogleAction,
    signal: AbortSignal,
    act: (project: GoogleProject, timeout: number) => Promise<T>,
  ): Promise<Result<T, GoogleError>> {
    signal.throwIfAborted();
    const opened = await unlessAborted(this.open(), signal);
    if (!opened.ok) {
      return err({ code: null, failure: opened.error });
    }
    const { timeout, tries, firstWait } = this.#limits;
    for (let attempt = 1; ; attempt += 1) {
      using limit = new TimeLimit(signal, timeout);
      try {
        return ok(await unlessAborted(act(opened.value, timeout), limit.signal));
      } catch (error) {
        signal.throwIfAborted();
        const identity = { project: opened.value.project, connection: this.#connection };
        const known = googleError(error, action(opened.value), identity);
        if (!known) {
          throw error;
        }
        if (!isPassing(known.code) || attempt >= tries) {
          return err(known);
        }
      }
      await delay(Math.random() * firstWait * 2 ** (attempt - 1), undefined, { signal });
    }
  }

  dispose(): void {
    void this.#opened?.then(opened => (opened.ok ? opened.value.client.close() : undefined));
    this.#opened = null;
  }

  async #open(): Promise<Result<GoogleProject, CloudFailure>> {
    const credentials = await readCredentials(this.#target.credentialsFile, this.#env);
    const emulator = emulatorOf(this.#env);
    this.#connection = connectionOf(credentials);
    if (credentials.kind === 'unreadable' && !emulator) {
      const because = credentials.absent ? 'absent' : 'invalid';
      return err({
        kind: 'cloud-signed-out',
        cloud: 'google',
        connection: credentials.path,
        because,
      });
    }
    const project = this.#project(credentials);
    if (!project.ok) {
      return project;
    }
    const { SecretManagerServiceClient, credentials: channel } = await import('./googleSdk.ts');
    const client = new SecretManagerServiceClient({
      projectId: project.value,
      ...(this.#target.credentialsFile !== null && { keyFilename: this.#target.credentialsFile }),
      // An emulator asks for no credentials; without any, the client would look for a machine's.
      ...(emulator && {
        ...emulator,
        sslCreds: channel.createInsecure(),
        credentials: { client_email: 'emulator', private_key: '' },
      }),
    });
    // A call would do it, too, and leave a failure of it to nobody: that would end this process.
    const signedIn = emulator ? ok(undefined) : await this.#signIn(client, project.value);
    if (!signedIn.ok) {
      return signedIn;
    }
    const account = credentials.kind === 'file' ? credentials.account : null;
    const parent = `projects/${project.value}`;
    return ok({ client, project: project.value, parent, account });
  }

  /** Resolves the credentials as Google's own library does: files, a machine's, a federation's. */
  async #signIn(
    client: SecretManagerServiceClient,
    project: string,
  ): Promise<Result<void, CloudFailure>> {
    try {
      await client.initialize();
      return ok(undefined);
    } catch (error) {
      const action = { permission: 'secretmanager.secrets.list', resource: `projects/${project}` };
      const known = googleError(error, action, { project, connection: this.#connection });
      const connection = this.#connection;
      await client.close().catch(() => undefined);
      return err(
        known?.failure ?? {
          kind: 'cloud-signed-out',
          cloud: 'google',
          connection,
          because: 'invalid',
        },
      );
    }
  }

  #project(credentials: GoogleCredentials): Result<string, CloudFailure> {
    const chosen = this.#target.project;
    const own = credentials.kind === 'file' ? credentials.project : null;
    if (credentials.kind === 'file' && credentials.binding && chosen !== null && own !== null) {
      if (chosen !== own) {
        return err({ kind: 'google-project-differs', path: credentials.path, own, chosen });
      }
    }
    const project = chosen ?? own ?? this.#env['GOOGLE_CLOUD_PROJECT'];
    return project
      ? ok(project)
      : err({ kind: 'cloud-not-set-up', cloud: 'google', missing: 'project' });
  }
}

function connectionOf(credentials: GoogleCredentials): string {
  switch (credentials.kind) {
    case 'file':
      return credentials.account ?? credentials.path;
    case 'unreadable':
      return credentials.path;
    case 'machine':
      return 'application default credentials';
  }
}

/** An emulator on this very machine, as `SECRET_MANAGER_EMULATOR_HOST=127.0.0.1:8085` names it. */
function emulatorOf(env: NodeJS.ProcessEnv): { apiEndpoint: string; port: number } | null {
  const named = /^(localhost|127\.0\.0\.1):(\d+)$/.exec(env['SECRET_MANAGER_EMULATOR_HOST'] ?? '');
  return named ? { apiEndpoint: named[1] ?? '', port: Number(named[2]) } : null;
}
