import type { StoreFailure } from '../core/failure.ts';
import { err, type Result } from '../core/result.ts';
import type { SecretScope } from '../core/scope.ts';
import type { StoreKind } from '../core/storeFacts.ts';
import { Emitter } from '../services/event.ts';
import type { SecretStore } from '../services/ports.ts';

/** Stands in for a cloud whose store is not written yet, and says so: nothing is known of it. */
export function notReadyStore(kind: StoreKind, scope: SecretScope): SecretStore {
  const refuse = (): Promise<Result<never, StoreFailure>> =>
    Promise.resolve(
      err({ kind: 'store-unavailable', reason: 'this version does not reach that cloud yet' }),
    );
  return {
    kind,
    scope,
    place: null,
    account: null,
    readOnly: false,
    onDidChange: new Emitter<void>().event,
    list: refuse,
    read: refuse,
    add: refuse,
    update: refuse,
    remove: refuse,
    recovery: null,
    dispose: () => undefined,
  };
}
