import which from 'which';
import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import type { AwsChoice } from '../../../core/secrets/storeChoice.ts';
import { Emitter } from '../../../services/async/event.ts';
import type { AwsProfile, Clouds, SignIn } from '../../../services/ports/stores/cloudStores.ts';
import type { SecretStore } from '../../../services/ports/stores/secretStore.ts';
import { FileWatch } from '../../files/fileWatch.ts';
import { AwsConnection, type AwsLimits } from '../awsConnection.ts';
import { CodeNeeded } from '../awsFailure.ts';
import {
  awsFiles,
  defaultProfile,
  describeProfiles,
  readProfiles,
  sourceOf,
  tokenFile,
} from '../readProfiles.ts';
import { AwsSecretStore } from './awsSecretStore.ts';

export interface AwsStoresDeps {
  readonly env: NodeJS.ProcessEnv;
  /** Asks the user for the code of a device; null where they do not give it. */
  readonly askCode: (device: string) => Promise<string | null>;
  readonly limits?: AwsLimits;
}

type AwsCloud = Clouds['aws'];

/** The stores in AWS Secrets Manager, and the ways in that they share. */
export class AwsStores implements AwsCloud {
  readonly #deps: AwsStoresDeps;
  readonly #shared = new Map<string, { readonly connection: AwsConnection; users: number }>();
  readonly #changed = new Emitter<void>();
  readonly onDidChangeCredentials = this.#changed.event;
  readonly #watch: FileWatch;
  /** Profiles whose user has said that a code may be asked for: never unbidden. */
  readonly #asking = new Set<string>();
  #disposed = false;

  constructor(deps: AwsStoresDeps) {
    this.#deps = deps;
    this.#watch = new FileWatch(() => {
      this.#changed.fire();
    });
  }

  create(scope: SecretScope, choice: AwsChoice): SecretStore {
    const { config, credentials } = awsFiles(this.#deps.env);
    this.#watch.add(config);
    this.#watch.add(credentials);
    void this.#watchToken(choice.profile); // Without it, signing in is seen when its terminal ends.
    const { connection, release } = this.#share(choice);
    return new AwsSecretStore(scope, choice, { connection, now: Date.now, release });
  }

  /** Whoever signs in with `aws sso login`, here or in any other terminal, is signed in at once. */
  async #watchToken(profile: string | null): Promise<void> {
    const { env } = this.#deps;
    const file = await tokenFile(profile ?? defaultProfile(env), env).catch(() => null);
    if (file !== null && !this.#disposed) {
      this.#watch.add(file);
    }
  }

  /** A way in of the caller's own, who disposes of it. */
  connect({ profile, region }: Pick<AwsChoice, 'profile' | 'region'>): AwsConnection {
    const { env, askCode, limits } = this.#deps;
    const name = profile ?? defaultProfile(env);
    return new AwsConnection({
      profile,
      region,
      env,
      ...(limits && { limits }),
      askCode: async device => {
        const code = this.#asking.delete(name) ? await askCode(device) : null;
        if (code === null) {
          throw new CodeNeeded();
        }
        return code;
      },
    });
  }

  /**
   * Stores with the same choice share a way in, so that a code is asked for once. With the last of
   * them it goes, so that the next signs in again.
   */
  #share(choice: AwsChoice): { readonly connection: AwsConnection; readonly release: () => void } {
    const key = JSON.stringify([choice.profile, choice.region]);
    const shared = this.#shared.get(key) ?? { connection: this.connect(choice), users: 0 };
    this.#shared.set(key, shared);
    shared.users += 1;
    return {
      connection: shared.connection,
      release: () => {
        shared.users -= 1;
        if (shared.users === 0) {
          this.#shared.delete(key);
          shared.connection.dispose();
        }
      },
    };
  }

  async profiles(): Promise<readonly AwsProfile[]> {
    return describeProfiles(await readProfiles());
  }

  async signIn({ profile }: AwsChoice): Promise<SignIn> {
    const { env } = this.#deps;
    const name = profile ?? defaultProfile(env);
    const profiles = await readProfiles();
    const entries = profiles.get(name) ?? {};
    const source = sourceOf(name, profiles);
    const device = entries['mfa_serial'];
    const login = (source['sso_session'] ?? source['sso_start_url']) ? ['sso', 'login'] : ['login'];
    if (source['sso_session'] ?? source['sso_start_url'] ?? source['login_session']) {
      const args = [...login, '--profile', name];
      const program = await which('aws', { nothrow: true });
      return program === null
        ? { kind: 'manual', hint: ['aws', ...args].join(' ') }
        : { kind: 'program', program, args };
    }
    if (device) {
      this.#asking.add(name);
      return { kind: 'code', device };
    }
    return source['aws_access_key_id']
      ? { kind: 'file', path: awsFiles(env).credentials }
      : { kind: 'manual', hint: `aws configure --profile ${name}` };
  }

  dispose(): void {
    this.#disposed = true;
    this.#watch.dispose();
    this.#changed.dispose();
  }
}
