import type { StoreFailure } from '../../../core/failure.ts';
import type { Result } from '../../../core/result.ts';
import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import { type SecretStore } from './secretStore.ts';

/** Makes the stores on the store file of `nextflow secrets`. */
export interface NextflowStores {
  /** Where the file is, or will be. */
  readonly path: string;
  create(scope: SecretScope): SecretStore;
  /** Takes what others may do with the file away, without which Nextflow does not read it. */
  closeToOthers(): Promise<Result<void, StoreFailure>>;
}
