import which from 'which';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { GoogleChoice } from '../../core/secrets/storeChoice.ts';
import { Emitter } from '../../services/async/event.ts';
import type { Clouds, SignIn } from '../../services/ports/stores/cloudStores.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import { FileWatch } from '../files/fileWatch.ts';
import { GoogleConnection } from './googleConnection.ts';
import { credentialsPath, findCredentials } from './googleCredentials.ts';
import { GoogleSecretStore } from './googleSecretStore.ts';

type GoogleCloud = Clouds['google'];

/** The stores in Google Secret Manager, and the credentials of this machine for it. */
export class GoogleStores implements GoogleCloud {
  readonly #env: NodeJS.ProcessEnv;
  readonly #changed = new Emitter<void>();
  readonly onDidChangeCredentials = this.#changed.event;
  readonly #watch = new FileWatch(() => {
    this.#changed.fire();
  });

  constructor(env: NodeJS.ProcessEnv = process.env) {
    this.#env = env;
  }

  create(scope: SecretScope, choice: GoogleChoice): SecretStore {
    this.#watch.add(credentialsPath(choice.credentialsFile, this.#env));
    return new GoogleSecretStore(scope, choice, new GoogleConnection(choice, this.#env));
  }

  async projectOf(credentialsFile: string | null): Promise<string | null> {
    const credentials = await findCredentials(credentialsFile, this.#env).catch(() => null);
    return credentials?.project ?? null;
  }

  /** A key that was chosen is a file to look at; a person signs in with Google's own program. */
  async signIn({ credentialsFile }: GoogleChoice): Promise<SignIn> {
    if (credentialsFile !== null) {
      return { kind: 'file', path: credentialsFile };
    }
    const program = await which('gcloud', { nothrow: true });
    const args = ['auth', 'application-default', 'login'];
    return program === null
      ? { kind: 'manual', hint: ['gcloud', ...args].join(' ') }
      : { kind: 'program', program, args };
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changed.dispose();
  }
}
