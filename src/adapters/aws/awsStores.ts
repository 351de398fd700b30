import type { SecretScope } from '../../core/scope.ts';
import { Emitter } from '../../services/event.ts';
import type { AwsProfile, Clouds, SecretStore, SignIn } from '../../services/ports.ts';
import { notReadyStore } from '../notReadyStore.ts';

type AwsCloud = Clouds['aws'];

/** The stores in AWS Secrets Manager. */
export class AwsStores implements AwsCloud {
  readonly #changed = new Emitter<void>();
  readonly onDidChangeCredentials = this.#changed.event;

  create(scope: SecretScope): SecretStore {
    return notReadyStore('aws', scope);
  }

  profiles(): Promise<readonly AwsProfile[]> {
    return Promise.resolve([]);
  }

  signIn(): Promise<SignIn> {
    return Promise.resolve({ kind: 'manual', hint: 'aws configure' });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
