import type { StoreFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { NextflowStores } from '../../services/ports/stores/nextflowStores.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import { NextflowSecretStore } from './nextflowSecretStore.ts';
import { SecretFile } from './secretFile.ts';

/** The stores on the store file of `nextflow secrets`, of which a machine has one for each user. */
export class LocalNextflowStores implements NextflowStores {
  readonly path: string;
  readonly #file: SecretFile;

  constructor(path: string) {
    this.path = path;
    this.#file = new SecretFile(path);
  }

  create(scope: SecretScope): SecretStore {
    return new NextflowSecretStore(scope, this.#file);
  }

  closeToOthers(): Promise<Result<void, StoreFailure>> {
    return this.#file.closeToOthers();
  }
}
