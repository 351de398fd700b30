import { setMaxListeners } from 'node:events';
import type { CloudFailure } from '../../core/failure.ts';
import { fits } from '../../core/iam/policyPlaceholder.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { TimeLimit } from '../../services/async/timeLimit.ts';
import { unlessAborted } from '../../services/async/unlessAborted.ts';
import { StartedPrograms } from '../system/startedPrograms.ts';
import { type AwsCall, awsFailure } from './awsFailure.ts';
import type * as AwsSdk from './awsSdk.ts';
import type { BatchClient, SecretsManagerClient, STSClient } from './awsSdk.ts';
import { readProfiles, regionOf } from './readProfiles.ts';

type Sdk = typeof AwsSdk;

export interface AwsConnectionOptions {
  readonly profile: string | null;
  readonly region: string | null;
  /** Gives the code of a device, say `arn:aws:iam::1234:mfa/ada`; rejects where it cannot. */
  readonly askCode: (device: string) => Promise<string>;
  readonly env: NodeJS.ProcessEnv;
  readonly limits?: AwsLimits;
}

export interface AwsLimits {
  /** Each comes after a longer, random wait (the SDK's standard mode). */
  readonly attempts: number;
  /** Milliseconds that one attempt may take. */
  readonly attempt: number;
  /** Milliseconds that a call with all its attempts may take. */
  readonly call: number;
  /** Milliseconds for getting credentials. */
  readonly credentials: number;
}

/** A program for credentials may ask the user in a browser, who takes some minutes. */
const usual: AwsLimits = { attempts: 8, attempt: 10_000, call: 45_000, credentials: 300_000 };
/** Where nobody is there who could stop waiting. */
export const unattended: AwsLimits = { ...usual, credentials: 60_000 };

/** The clients of the services that are used, and the SDK that they are from. */
export interface Clients {
  readonly sdk: Sdk;
  readonly region: string;
  readonly secrets: SecretsManagerClient;
  readonly sts: STSClient;
  readonly batch: BatchClient;
}

/** One way into AWS: a profile and a region. It loads the SDK when it is first used. */
export class AwsConnection {
  readonly #options: AwsConnectionOptions;
  readonly #limits: AwsLimits;
  /** Who comes after a program that was ended asks anew. */
  readonly #programs = new StartedPrograms(() => {
    this.#clients = null;
  });
  #clients: Promise<Result<Clients, CloudFailure>> | null = null;
  #account: string | null = null;
  #region: string | null;

  constructor(options: AwsConnectionOptions) {
    this.#options = options;
    this.#limits = options.limits ?? usual;
    this.#region = options.region;
  }

  /** For people: `profile research`. */
  get name(): string {
    const { profile } = this.#options;
    return profile === null ? 'the environment’s credentials' : `profile ${profile}`;
  }

  /** Null until the first call, where only a profile or the environment says it. */
  get region(): string | null {
    return this.#region;
  }

  /** Null until {@link identify} has asked. */
  get account(): string | null {
    return this.#account;
  }

  /** Finds out which account this is. Everybody may ask that. */
  async identify(signal: AbortSignal): Promise<Result<string, CloudFailure>> {
    if (this.#account !== null) {
      return ok(this.#account);
    }
    const call = { action: 'GetCallerIdentity', resource: 'the caller' };
    const answer = await this.call(call, signal, ({ sdk, sts }, abortSignal) =>
      sts.send(new sdk.GetCallerIdentityCommand({}), { abortSignal }),
    );
    if (!answer.ok) {
      return answer;
    }
    this.#account = answer.value.Account ?? '';
    return ok(this.#account);
  }

  /**
   * Makes one call: with a time limit, given up by the signal, tried again while the service is
   * busy.
   */
  async call<T>(
    call: Omit<AwsCall, 'connection'>,
    signal: AbortSignal,
    send: (clients: Clients, signal: AbortSignal) => Promise<T>,
  ): Promise<Result<T, CloudFailure>> {
    signal.throwIfAborted();
    setMaxListeners(0, signal); // Many calls may wait at once.
    let limit: TimeLimit | null = null;
    try {
      const connected = await unlessAborted(this.#connect(), signal);
      if (!connected.ok) {
        return connected;
      }
      const clients = connected.value;
      if (!(await this.#signIn(clients, signal))) {
        const because = 'unanswered';
        return err({ kind: 'cloud-signed-out', cloud: 'aws', connection: this.name, because });
      }
      limit = new TimeLimit(signal, this.#limits.call);
      return ok(await unlessAborted(send(clients, limit.signal), limit.signal));
    } catch (error) {
      if (signal.aborted) {
        throw signal.reason;
      }
      const cause: unknown = limit?.signal.aborted === true ? limit.signal.reason : error;
      const failure = awsFailure(cause, { ...call, connection: this.name });
      if (failure === null) {
        throw error;
      }
      return err(failure);
    } finally {
      limit?.[Symbol.dispose]();
    }
  }

  dispose(): void {
    this.#programs.end();
    // What was thrown is told to those who wait for the clients.
    void this.#clients?.then(
      clients => {
        if (clients.ok) {
          clients.value.secrets.destroy();
          clients.value.sts.destroy();
          clients.value.batch.destroy();
        }
      },
      () => undefined,
    );
  }

  /** Whether what gives the credentials has answered in time. */
  async #signIn({ secrets }: Clients, signal: AbortSignal): Promise<boolean> {
    using limit = new TimeLimit(signal, this.#limits.credentials);
    try {
      await this.#programs.wait(() => secrets.config.credentials(), limit.signal);
      return true;
    } catch (error) {
      if (signal.aborted || error !== limit.signal.reason) {
        throw error;
      }
      return false;
    }
  }

  #connect(): Promise<Result<Clients, CloudFailure>> {
    this.#clients ??= this.#open().catch((error: unknown) => {
      this.#clients = null;
      throw error;
    });
    return this.#clients;
  }

  async #open(): Promise<Result<Clients, CloudFailure>> {
    const { env, profile, askCode } = this.#options;
    const [sdk, profiles] = await Promise.all([import('./awsSdk.ts'), readProfiles()]);
    const region = regionOf(this.#options, profiles, env);
    this.#region = region;
    if (region === null) {
      return err({ kind: 'cloud-not-set-up', cloud: 'aws', missing: 'region' });
    }
    if (!fits('COMPUTE_REGION', region)) {
      return err({ kind: 'aws-region-malformed', region });
    }
    const chosen = profile === null ? {} : { profile };
    const common = {
      ...chosen,
      region,
      maxAttempts: this.#limits.attempts,
      requestHandler: {
        connectionTimeout: this.#limits.attempt,
        requestTimeout: this.#limits.attempt,
        throwOnRequestTimeout: true,
      },
    };
    const credentials = sdk.fromNodeProviderChain({
      ...chosen,
      mfaCodeProvider: askCode,
      clientConfig: { region },
      ignoreCache: true,
    });
    const secrets = new sdk.SecretsManagerClient({ ...common, credentials });
    // One provider, so that the user is asked once.
    const same = { ...common, credentials: () => secrets.config.credentials() };
    return ok({
      sdk,
      region,
      secrets,
      sts: new sdk.STSClient(same),
      batch: new sdk.BatchClient(same),
    });
  }
}
