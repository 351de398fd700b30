import { setTimeout as delay } from 'node:timers/promises';
import type { CloudFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import { unlessAborted } from '../../services/async/unlessAborted.ts';
import { StartedPrograms } from '../system/startedPrograms.ts';
import { credentialsFailure } from './credentialsFailure.ts';
import {
  findCredentials,
  type GoogleCredentials,
  tryCredentials,
  usedPath,
} from './googleCredentials.ts';
import { type GoogleAction, type GoogleError, googleError, isPassing } from './googleError.ts';
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
  /** Who comes after a program that was ended asks anew. */
  readonly #programs = new StartedPrograms(() => {
    this.#opened = null;
  });
  #opened: Promise<Result<GoogleProject, CloudFailure>> | null = null;
  #connection = '';

  constructor(target: GoogleTarget, env: NodeJS.ProcessEnv, limits: CallLimits = usual) {
    this.#target = target;
    this.#env = env;
    this.#limits = limits;
  }

  /** Resolves the credentials once; what they lack is a failure, after which it is tried again. */
  open(signal = new AbortController().signal): Promise<Result<GoogleProject, CloudFailure>> {
    return this.#programs.wait(() => this.#openOnce(), signal);
  }

  #openOnce(): Promise<Result<GoogleProject, CloudFailure>> {
    this.#opened ??= this.#open().then(
      opened => {
        this.#opened = opened.ok ? this.#opened : null;
        return opened;
      },
      (error: unknown) => {
        this.#opened = null;
        throw error;
      },
    );
    return this.#opened;
  }

  /** Makes a call as often as it makes sense, and stops waiting for it when the signal says so. */
  async call<T>(
    action: (project: GoogleProject) => GoogleAction,
    signal: AbortSignal,
    act: (project: GoogleProject, timeout: number) => Promise<T>,
  ): Promise<Result<T, GoogleError>> {
    signal.throwIfAborted();
    const opened = await this.open(signal);
    if (!opened.ok) {
      return err({ code: null, failure: opened.error });
    }
    const { timeout, tries, firstWait } = this.#limits;
    for (let attempt = 1; ; attempt += 1) {
      // Not within the `try`: what esbuild makes of that throws the error of the try before again.
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
    this.#programs.end();
    // What was thrown is told to those who wait for the opening.
    void this.#opened?.then(
      opened => (opened.ok ? opened.value.client.close() : undefined),
      () => undefined,
    );
    this.#opened = null;
  }

  async #open(): Promise<Result<GoogleProject, CloudFailure>> {
    const emulator = emulatorOf(this.#env);
    const credentials = await (emulator ? this.#described() : this.#signIn());
    if (!credentials.ok) {
      return credentials;
    }
    const project = await this.#project(credentials.value);
    if (!project.ok) {
      return project;
    }
    const { SecretManagerServiceClient, credentials: channel } = await import('./googleSdk.ts');
    const client = new SecretManagerServiceClient({
      projectId: project.value,
      // An emulator asks for no credentials; without any, the client would look for a machine's.
      ...(emulator
        ? {
            ...emulator,
            sslCreds: channel.createInsecure(),
            credentials: { client_email: 'emulator', private_key: '' },
          }
        : credentials.value && { auth: credentials.value.auth }),
    });
    return ok({
      client,
      project: project.value,
      parent: `projects/${project.value}`,
      account: credentials.value?.account ?? null,
    });
  }

  /** What a file tells of project and account, where nobody asks for more. */
  async #described(): Promise<Result<GoogleCredentials | null, CloudFailure>> {
    const { credentialsFile } = this.#target;
    if (usedPath(credentialsFile, this.#env) === null) {
      return ok(null);
    }
    const credentials = await findCredentials(credentialsFile, this.#env).catch(() => null);
    const differs = credentials && this.#differs(credentials);
    return differs ? err(differs) : ok(credentials);
  }

  /** Resolves the credentials and uses them once, in bounded time. */
  async #signIn(): Promise<Result<GoogleCredentials, CloudFailure>> {
    const { credentialsFile } = this.#target;
    this.#connection = usedPath(credentialsFile, this.#env) ?? machine;
    using limit = new TimeLimit(new AbortController().signal, this.#limits.timeout);
    try {
      const credentials = await unlessAborted(
        findCredentials(credentialsFile, this.#env),
        limit.signal,
      );
      this.#connection = credentials.account ?? credentials.path ?? machine;
      const differs = this.#differs(credentials);
      if (differs) {
        return err(differs);
      }
      await unlessAborted(tryCredentials(credentials), limit.signal);
      return ok(credentials);
    } catch (error) {
      if (limit.signal.aborted && this.#programs.areRunning) {
        const because = 'unanswered';
        return err({
          kind: 'cloud-signed-out',
          cloud: 'google',
          connection: this.#connection,
          because,
        });
      }
      return err(credentialsFailure(error, this.#connection));
    }
  }

  #differs({ binding, project: own, path }: GoogleCredentials): CloudFailure | null {
    const chosen = this.#target.project;
    return binding && chosen !== null && own !== null && chosen !== own
      ? { kind: 'google-project-differs', path: path ?? '', own, chosen }
      : null;
  }

  async #project(credentials: GoogleCredentials | null): Promise<Result<string, CloudFailure>> {
    const own = credentials?.project ?? null;
    const configured = this.#target.project ?? own ?? this.#env['GOOGLE_CLOUD_PROJECT'];
    const project = configured || (credentials && (await this.#detected(credentials)));
    return project
      ? ok(project)
      : err({ kind: 'cloud-not-set-up', cloud: 'google', missing: 'project' });
  }

  /** What `gcloud`, a federation or the machine says; null where none does. */
  async #detected({ auth }: GoogleCredentials): Promise<string | null> {
    using limit = new TimeLimit(new AbortController().signal, this.#limits.timeout);
    return await unlessAborted(auth.getProjectId(), limit.signal).catch(() => null);
  }
}

/** What people call the credentials that no file has. */
const machine = 'application default credentials';

/** An emulator on this very machine, as `SECRET_MANAGER_EMULATOR_HOST=127.0.0.1:8085` names it. */
function emulatorOf(env: NodeJS.ProcessEnv): { apiEndpoint: string; port: number } | null {
  const named = /^(localhost|127\.0\.0\.1):(\d+)$/.exec(env['SECRET_MANAGER_EMULATOR_HOST'] ?? '');
  return named ? { apiEndpoint: named[1] ?? '', port: Number(named[2]) } : null;
}
