import type { SecretScope } from '../../core/scope.ts';
import { Emitter } from '../../services/event.ts';
import type { Clouds, SecretStore, SignIn } from '../../services/ports.ts';
import { notReadyStore } from '../notReadyStore.ts';

type GoogleCloud = Clouds['google'];

/** The stores in Google Secret Manager. */
export class GoogleStores implements GoogleCloud {
  readonly #changed = new Emitter<void>();
  readonly onDidChangeCredentials = this.#changed.event;

  create(scope: SecretScope): SecretStore {
    return notReadyStore('google', scope);
  }

  projectOf(): Promise<string | null> {
    return Promise.resolve(null);
  }

  signIn(): Promise<SignIn> {
    return Promise.resolve({ kind: 'manual', hint: 'gcloud auth application-default login' });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
