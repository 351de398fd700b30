import which from 'which';
import type { SecretScope } from '../../core/scope.ts';
import type { AwsChoice } from '../../core/storeChoice.ts';
import { Emitter, type Subscription } from '../../services/event.ts';
import type { AwsProfile, Clouds, SecretStore, SignIn } from '../../services/ports.ts';
import { watchFile } from '../files/watchFile.ts';
import { AwsConnection, type AwsLimits } from './awsConnection.ts';
import { CodeNeeded } from './awsFailure.ts';
import {
  awsFiles,
  defaultProfile,
  describeProfiles,
  readProfiles,
  sourceOf,
} from './awsProfiles.ts';
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
  readonly #connections = new Map<string, AwsConnection>();
  readonly #changed = new Emitter<void>();
  readonly onDidChangeCredentials = this.#changed.event;
  readonly #watchers: Subscription[] = [];
  /** Profiles whose user has said that a code may be asked for: never unbidden. */
  readonly #asking = new Set<string>();

  constructor(deps: AwsStoresDeps) {
    this.#deps = deps;
  }

  create(scope: SecretScope, choice: AwsChoice): SecretStore {
    this.#watch();
    return new AwsSecretStore(scope, choice, this.connect(choice), Date.now);
  }

  /** Stores with the same way in share it, so that a code is asked for once. */
  connect({ profile, region }: Pick<AwsChoice, 'profile' | 'region'>): AwsConnection {
    const { env, askCode, limits } = this.#deps;
    const key = JSON.stringify([profile, region]);
    const known = this.#connections.get(key);
    if (known) {
      return known;
    }
    const name = profile ?? defaultProfile(env);
    const connection = new AwsConnection({
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
    this.#connections.set(key, connection);
    return connection;
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
    this.#forget();
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
    this.#forget();
    for (const watcher of this.#watchers) {
      watcher.dispose();
    }
    this.#changed.dispose();
  }

  /** The next connection asks for credentials anew. */
  #forget(): void {
    for (const connection of this.#connections.values()) {
      connection.dispose();
    }
    this.#connections.clear();
  }

  #watch(): void {
    if (this.#watchers.length > 0) {
      return;
    }
    const { config, credentials } = awsFiles(this.#deps.env);
    for (const file of [config, credentials]) {
      this.#watchers.push(
        watchFile(file, () => {
          this.#forget();
          this.#changed.fire();
        }),
      );
    }
  }
}
