import type { CloudFailure, StoreFailure } from '../../../core/failure.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { parseSecretName, type SecretName } from '../../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../../core/secrets/secretRecord.ts';
import type { SecretScope } from '../../../core/secrets/secretScope.ts';
import { SecretValue } from '../../../core/secrets/secretValue.ts';
import { sizeProblem } from '../../../core/secrets/sizeProblem.ts';
import type { AwsChoice } from '../../../core/secrets/storeChoice.ts';
import { Emitter } from '../../../services/async/event.ts';
import type { Clock } from '../../../services/ports/clock.ts';
import type {
  RemovedSecret,
  SecretRecovery,
  SecretStore,
} from '../../../services/ports/stores/secretStore.ts';
import type { AwsConnection } from '../awsConnection.ts';
import { isRefused } from '../awsFailure.ts';
import type { SecretListEntry } from '../awsSdk.ts';
import { createSecret } from './createSecret.ts';
import { listSecrets, timeOf } from './listSecrets.ts';
import { RecentChanges } from './recentChanges.ts';

type Done = Result<void, StoreFailure>;

export interface AwsSecretStoreDeps {
  readonly connection: AwsConnection;
  readonly now: Clock;
  /** Called once, when the store needs its connection no more. */
  readonly release: () => void;
}

/**
 * The secrets of a scope in AWS Secrets Manager: those whose name is the prefix and a legal name
 * of ours. A listing reads no value.
 */
export class AwsSecretStore implements SecretStore {
  readonly kind = 'aws';
  readonly remarks = [];
  readonly scope: SecretScope;
  readonly recovery: SecretRecovery;
  readonly #connection: AwsConnection;
  readonly #choice: AwsChoice;
  readonly #deps: AwsSecretStoreDeps;
  readonly #recent: RecentChanges;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #readOnly = false;

  constructor(scope: SecretScope, choice: AwsChoice, deps: AwsSecretStoreDeps) {
    this.scope = scope;
    this.#choice = choice;
    this.#connection = deps.connection;
    this.#deps = deps;
    this.#recent = new RecentChanges(deps.now);
    this.recovery = {
      list: signal => this.#listRemoved(signal),
      restore: (name, signal) => this.#restore(name, signal),
    };
  }

  get place(): string | null {
    return this.#connection.region;
  }

  get account(): string | null {
    return this.#connection.account;
  }

  get readOnly(): boolean {
    return this.#readOnly;
  }

  async list(signal: AbortSignal): Promise<Result<readonly SecretRecord[], StoreFailure>> {
    // The account is for people: where it cannot be had, the secrets are listed all the same.
    const [listed] = await Promise.all([this.#entries(signal), this.#connection.identify(signal)]);
    return listed.ok
      ? ok(this.#recent.apply(listed.value.flatMap(entry => this.#recordOf(entry) ?? [])))
      : listed;
  }

  async read(name: SecretName, signal: AbortSignal): Promise<Result<SecretValue, StoreFailure>> {
    const answer = await this.#connection.call(
      this.#call('GetSecretValue', name),
      signal,
      ({ sdk, secrets }, abortSignal) =>
        secrets.send(new sdk.GetSecretValueCommand({ SecretId: this.#id(name) }), { abortSignal }),
    );
    if (!answer.ok) {
      return err(isGone(answer.error) ? { kind: 'secret-not-found', name } : answer.error);
    }
    const { SecretString: text, SecretBinary: bytes } = answer.value;
    return ok(new SecretValue(text ?? new TextDecoder().decode(bytes)));
  }

  async add(name: SecretName, value: SecretValue, signal: AbortSignal): Promise<Done> {
    const tooLarge = sizeProblem(name, value, 'aws');
    if (tooLarge) {
      return err(tooLarge);
    }
    const created = await createSecret(
      this.#connection,
      {
        Name: this.#id(name),
        SecretString: value.reveal(),
        ClientRequestToken: crypto.randomUUID(),
      },
      { 'nextflow-secrets-scope': this.scope.kind, 'nextflow-secrets-origin': 'vscode' },
      signal,
    );
    if (!created.ok) {
      const exists = isRefused(created.error, 'ResourceExistsException');
      const waits = isRefused(created.error, 'InvalidRequestException');
      return exists
        ? err({ kind: 'secret-exists', name })
        : waits
          ? err({ kind: 'copy-awaits-deletion', key: this.#id(name) })
          : this.#refused(created.error);
    }
    return this.#put(name, this.#deps.now());
  }

  async update(name: SecretName, value: SecretValue, signal: AbortSignal): Promise<Done> {
    const tooLarge = sizeProblem(name, value, 'aws');
    if (tooLarge) {
      return err(tooLarge);
    }
    const input = { SecretId: this.#id(name), SecretString: value.reveal() };
    const answer = await this.#connection.call(
      this.#call('PutSecretValue', name),
      signal,
      ({ sdk, secrets }, abortSignal) =>
        secrets.send(new sdk.PutSecretValueCommand(input), { abortSignal }),
    );
    if (!answer.ok) {
      return isGone(answer.error)
        ? err({ kind: 'secret-not-found', name })
        : this.#refused(answer.error);
    }
    return this.#put(name, null);
  }

  async remove(name: SecretName, signal: AbortSignal): Promise<Done> {
    const input = { SecretId: this.#id(name), RecoveryWindowInDays: this.#choice.recoveryDays };
    const answer = await this.#connection.call(
      this.#call('DeleteSecret', name),
      signal,
      ({ sdk, secrets }, abortSignal) =>
        secrets.send(new sdk.DeleteSecretCommand(input), { abortSignal }),
    );
    if (!answer.ok && !isGone(answer.error)) {
      return this.#refused(answer.error);
    }
    this.#recent.remove(name);
    return this.#allowed();
  }

  dispose(): void {
    this.#deps.release();
    this.#changed.dispose();
  }

  #entries(signal: AbortSignal): Promise<Result<readonly SecretListEntry[], CloudFailure>> {
    return listSecrets(this.#connection, this.#choice.prefix, signal);
  }

  async #listRemoved(signal: AbortSignal): Promise<Result<readonly RemovedSecret[], StoreFailure>> {
    const listed = await this.#entries(signal);
    if (!listed.ok) {
      return listed;
    }
    const removed = listed.value.filter(({ DeletedDate }) => DeletedDate !== undefined);
    return ok(
      removed.flatMap(entry => {
        const name = this.#nameOf(entry);
        return name === null ? [] : [{ name, until: timeOf(entry.DeletedDate) }];
      }),
    );
  }

  async #restore(name: SecretName, signal: AbortSignal): Promise<Done> {
    const answer = await this.#connection.call(
      this.#call('RestoreSecret', name),
      signal,
      ({ sdk, secrets }, abortSignal) =>
        secrets.send(new sdk.RestoreSecretCommand({ SecretId: this.#id(name) }), { abortSignal }),
    );
    if (!answer.ok) {
      return isRefused(answer.error, 'ResourceNotFoundException')
        ? err({ kind: 'secret-not-found', name })
        : this.#refused(answer.error);
    }
    return this.#put(name, null);
  }

  #put(name: SecretName, createdAt: number | null): Done {
    const { scope, kind: store } = this;
    this.#recent.put({ name, scope, store, createdAt, updatedAt: this.#deps.now() });
    return this.#allowed();
  }

  #allowed(): Done {
    this.#readOnly = false;
    this.#changed.fire();
    return ok(undefined);
  }

  /** A change that this user may not make says something of the store. */
  #refused(failure: CloudFailure): Done {
    if (failure.kind === 'cloud-denied' && !this.#readOnly) {
      this.#readOnly = true;
      this.#changed.fire();
    }
    return err(failure);
  }

  #recordOf(entry: SecretListEntry): SecretRecord | null {
    const name = entry.DeletedDate === undefined ? this.#nameOf(entry) : null;
    return name === null
      ? null
      : {
          name,
          scope: this.scope,
          store: this.kind,
          createdAt: timeOf(entry.CreatedDate),
          updatedAt: timeOf(entry.LastChangedDate) ?? timeOf(entry.CreatedDate),
        };
  }

  /** Null for what others keep under the prefix: `nextflow/users/ada/KEY` is none of `users/`'s. */
  #nameOf({ Name = '' }: SecretListEntry): SecretName | null {
    const parsed = parseSecretName(Name.slice(this.#choice.prefix.length));
    return parsed.ok ? parsed.value : null;
  }

  #call(action: string, name: SecretName): { readonly action: string; readonly resource: string } {
    return { action, resource: this.#id(name) };
  }

  #id(name: SecretName): string {
    return `${this.#choice.prefix}${name}`;
  }
}

/** Not there, or removed and not yet gone. */
function isGone(failure: CloudFailure): boolean {
  return (
    isRefused(failure, 'ResourceNotFoundException') || isRefused(failure, 'InvalidRequestException')
  );
}
