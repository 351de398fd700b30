import { randomUUID } from 'node:crypto';
import type { StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { SecretName } from '../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import { sizeProblem } from '../../core/secrets/sizeProblem.ts';
import type { GoogleChoice } from '../../core/secrets/storeChoice.ts';
import { failureReason } from '../../core/words/failureMessage.ts';
import { Emitter } from '../../services/async/event.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import { currentUser } from '../system/currentUser.ts';
import type { GoogleConnection } from './googleConnection.ts';
import { type GoogleError, status } from './googleError.ts';
import { GoogleSecrets } from './googleSecrets.ts';
import { idPrefix, nameInId } from './nameInId.ts';

/** A scope's secrets in Google Secret Manager. A listing reads no value. */
export class GoogleSecretStore implements SecretStore {
  readonly kind = 'google';
  readonly remarks = [];
  readonly scope: SecretScope;
  /** Removing a secret of Google's is final. */
  readonly recovery = null;
  readonly #choice: GoogleChoice;
  readonly #prefix: string;
  readonly #connection: GoogleConnection;
  readonly #secrets: GoogleSecrets;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #project: string | null;
  #account: string | null = null;
  #readOnly = false;

  constructor(scope: SecretScope, choice: GoogleChoice, connection: GoogleConnection) {
    this.scope = scope;
    this.#choice = choice;
    this.#prefix = idPrefix(choice.prefix);
    this.#connection = connection;
    this.#secrets = new GoogleSecrets(connection);
    this.#project = choice.project;
  }

  get place(): string | null {
    return this.#project;
  }

  get account(): string | null {
    return this.#account;
  }

  get readOnly(): boolean {
    return this.#readOnly;
  }

  async list(signal: AbortSignal): Promise<Result<readonly SecretRecord[], StoreFailure>> {
    const opened = await this.#connection.open(signal);
    if (opened.ok) {
      this.#project = opened.value.project;
      this.#account = opened.value.account;
    }
    const listed = await this.#secrets.list(this.#prefix, signal);
    if (!listed.ok) {
      return err(listed.error.failure);
    }
    return ok(
      listed.value.flatMap(({ id, createdAt }) => {
        const name = nameInId(this.#prefix, id);
        return name === null
          ? []
          : [{ name, scope: this.scope, store: this.kind, createdAt, updatedAt: null }];
      }),
    );
  }

  async read(name: SecretName, signal: AbortSignal): Promise<Result<SecretValue, StoreFailure>> {
    const value = await this.#secrets.access(this.#id(name), signal);
    return value.ok ? ok(new SecretValue(value.value)) : err(asStoreFailure(value.error, name));
  }

  async add(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>> {
    const tooLarge = sizeProblem(name, value, 'google');
    if (tooLarge) {
      return err(tooLarge);
    }
    const id = this.#id(name);
    const request = randomUUID();
    const opened = await this.#connection.open(signal);
    if (!opened.ok) {
      return err(opened.error);
    }
    signal.throwIfAborted();
    // What has been asked for is waited for: given up, it would leave a secret without a value.
    const patient = new AbortController().signal;
    const created = await this.#secrets.create(
      { id, annotations: this.#annotations(request), location: this.#location, expiresAt: null },
      patient,
    );
    if (!created.ok && !(await this.#isOurs(id, request, created.error, patient))) {
      return this.#changedBy(err(asStoreFailure(created.error, name)));
    }
    return this.#changedBy(await this.#fill(name, value, signal));
  }

  async update(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>> {
    const tooLarge = sizeProblem(name, value, 'google');
    if (tooLarge) {
      return err(tooLarge);
    }
    const added = await this.#secrets.addVersion(this.#id(name), value, signal);
    if (!added.ok) {
      return this.#changedBy(err(asStoreFailure(added.error, name)));
    }
    this.#changedBy(ok(undefined));
    return this.#dropEarlier(name, value, added.value);
  }

  /**
   * Takes away the values that a secret had before, once the new one is seen to be there. With a
   * signal of its own: given up, it would leave them without a word.
   */
  async #dropEarlier(
    name: SecretName,
    value: SecretValue,
    version: number,
  ): Promise<Result<void, StoreFailure>> {
    const { earlierVersions: how = 'destroy' } = this.#choice;
    if (how === 'keep') {
      return ok(undefined);
    }
    const patient = new AbortController().signal;
    const id = this.#id(name);
    const stored = await this.#secrets.access(id, patient, version);
    if (stored.ok && stored.value !== value.reveal()) {
      const reason = 'the new value was not read back as it was written';
      return err({ kind: 'google-versions-left', name, reason });
    }
    const dropped = stored.ok ? await this.#secrets.dropEarlier(id, version, how, patient) : stored;
    return dropped.ok
      ? ok(undefined)
      : err({ kind: 'google-versions-left', name, reason: failureReason(dropped.error.failure) });
  }

  async remove(name: SecretName, signal: AbortSignal): Promise<Result<void, StoreFailure>> {
    const removed = await this.#secrets.delete(this.#id(name), signal);
    const gone = removed.ok || removed.error.code === status.notFound;
    return this.#changedBy(gone ? ok(undefined) : err(asStoreFailure(removed.error, name)));
  }

  dispose(): void {
    this.#changed.dispose();
    this.#connection.dispose();
  }

  get #location(): string | null {
    return this.#choice.location;
  }

  #id(name: SecretName): string {
    return `${this.#prefix}${name}`;
  }

  /** Labels cannot have capitals; annotations can. */
  #annotations(request: string): Readonly<Record<string, string>> {
    return {
      'nextflow-secrets-scope': this.scope.kind,
      'nextflow-secrets-prefix': this.#choice.prefix,
      'nextflow-secrets-by': currentUser().name,
      'nextflow-secrets-request': request,
    };
  }

  /** Whether a secret that exists was made by this very request, whose first answer was lost. */
  async #isOurs(
    id: string,
    request: string,
    { code }: GoogleError,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (code !== status.alreadyExists) {
      return false;
    }
    const found = await this.#secrets.get(id, signal);
    return found.ok && found.value.annotations['nextflow-secrets-request'] === request;
  }

  /** Gives a new secret its value, or removes it again: without one it would block its name. */
  async #fill(
    name: SecretName,
    value: SecretValue,
    signal: AbortSignal,
  ): Promise<Result<void, StoreFailure>> {
    const id = this.#id(name);
    let filled = false;
    try {
      const added = await this.#secrets.addVersion(id, value, signal);
      filled = added.ok;
      return added.ok ? ok(undefined) : err(asStoreFailure(added.error, name));
    } finally {
      if (!filled) {
        // A signal of its own: giving up does not give up the undoing.
        await this.#secrets.delete(id, new AbortController().signal);
      }
    }
  }

  /** Learns from the answer to a change whether this user may make changes, and announces it. */
  #changedBy(result: Result<void, StoreFailure>): Result<void, StoreFailure> {
    const denied = !result.ok && result.error.kind === 'cloud-denied';
    if (result.ok || denied) {
      this.#readOnly = denied;
      this.#changed.fire();
    }
    return result;
  }
}

function asStoreFailure({ code, failure }: GoogleError, name: SecretName): StoreFailure {
  switch (code) {
    case status.notFound:
      return { kind: 'secret-not-found', name };
    case status.alreadyExists:
      return { kind: 'secret-exists', name };
    default:
      return failure;
  }
}
