import type { SeqeraFailure, StoreFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { parseSecretName, type SecretName } from '../../core/secrets/secretName.ts';
import type { SecretRecord } from '../../core/secrets/secretRecord.ts';
import type { SecretScope } from '../../core/secrets/secretScope.ts';
import type { SecretValue } from '../../core/secrets/secretValue.ts';
import type { SeqeraChoice } from '../../core/secrets/storeChoice.ts';
import { storeNames } from '../../core/secrets/storeFacts.ts';
import type { StoreRemark } from '../../core/secrets/storeRemark.ts';
import { mayChangeSecrets } from '../../core/seqera/seqeraRole.ts';
import {
  personalWorkspace,
  type SeqeraUser,
  workspaceName,
} from '../../core/seqera/seqeraWorkspace.ts';
import { Emitter } from '../../services/async/event.ts';
import type { SecretStore } from '../../services/ports/stores/secretStore.ts';
import type { Platform, SeqeraContext } from './platform.ts';
import type { PlatformSecret } from './platformAnswers.ts';
import type { SeqeraError } from './seqeraClient.ts';

type Done = Result<void, StoreFailure>;

/** Opens the way to the Platform, as far as it is set up and somebody is signed in. */
export type OpenPlatform = () => Promise<Result<Platform, SeqeraFailure>>;

/** Where a store is: as whom, and in which workspace. */
interface Place {
  readonly platform: Platform;
  readonly user: SeqeraUser;
  readonly context: SeqeraContext;
}

/**
 * A workspace's secrets on the Platform, or the user's own. Nobody reads a value of theirs, so
 * {@link read} always fails.
 */
export class SeqeraSecretStore implements SecretStore {
  readonly kind = 'seqera';
  readonly scope: SecretScope;
  /** Removing a secret of the Platform's is final. */
  readonly recovery = null;
  readonly #choice: SeqeraChoice;
  readonly #open: OpenPlatform;
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  #remarks: readonly StoreRemark[] = [];
  #user: SeqeraUser | null = null;
  #context: SeqeraContext = null;
  /**
   * The roles with which a secret could be neither added nor updated, which says more than roles
   * do: an organisation may make its own. With others it may be possible.
   */
  #refusedWith: string | null = null;

  constructor(scope: SecretScope, choice: SeqeraChoice, open: OpenPlatform) {
    this.scope = scope;
    this.#choice = choice;
    this.#open = open;
  }

  get place(): string | null {
    return this.#context ? workspaceName(this.#context) : this.#choice.workspace;
  }

  get account(): string | null {
    return this.#user?.name ?? this.#choice.user;
  }

  get roles(): readonly string[] {
    return this.#context?.roles ?? [];
  }

  get readOnly(): boolean {
    const refused = this.#refusedWith === this.roles.join();
    return refused || (this.#context !== null && mayChangeSecrets(this.roles) === false);
  }

  get remarks(): readonly StoreRemark[] {
    return this.#remarks;
  }

  async list(signal: AbortSignal): Promise<Result<readonly SecretRecord[], StoreFailure>> {
    const place = await this.#locate(signal);
    if (!place.ok) {
      // Nothing is unknown of it: there are none.
      return place.error.kind === 'seqera-workspace-personal' ? ok([]) : place;
    }
    const { platform, context } = place.value;
    const listed = await platform.secrets(context, signal);
    if (!listed.ok) {
      return err(listed.error.failure);
    }
    const distinct = [...new Map(listed.value.map(secret => [secret.name, secret])).values()];
    const records = distinct.map(secret => this.#recordOf(secret));
    this.#remarks = distinct.flatMap(({ name }) =>
      parseSecretName(name).ok ? [] : [{ kind: 'illegal-name', name }],
    );
    return ok(records.filter(record => record !== null));
  }

  read(name: SecretName): Promise<Result<SecretValue, StoreFailure>> {
    return Promise.resolve(err({ kind: 'value-write-only', name, store: storeNames.seqera }));
  }

  async add(name: SecretName, value: SecretValue, signal: AbortSignal): Promise<Done> {
    return this.#change('write', signal, async ({ platform, context }) => {
      const valid = await platform.validate(name, context, signal);
      const created = valid.ok ? await platform.create(name, value, context, signal) : valid;
      if (created.ok || (created.error.status !== 409 && created.error.status !== 400)) {
        return created;
      }
      // What the Platform answers to a name that is taken is not written down anywhere.
      const found = await platform.secrets(context, signal);
      const exists = found.ok && found.value.some(other => other.name === name);
      return exists ? err({ kind: 'secret-exists', name }) : created;
    });
  }

  async update(name: SecretName, value: SecretValue, signal: AbortSignal): Promise<Done> {
    return this.#change('write', signal, async ({ platform, context }) => {
      const id = await this.#idOf(platform, name, context, signal);
      if (!id.ok) {
        return id;
      }
      const gone = err({ kind: 'secret-not-found', name } as const);
      const updated =
        id.value === null ? gone : await platform.update(id.value, value, context, signal);
      return isGone(updated) ? gone : updated;
    });
  }

  async remove(name: SecretName, signal: AbortSignal): Promise<Done> {
    return this.#change('remove', signal, async ({ platform, context }) => {
      const id = await this.#idOf(platform, name, context, signal);
      if (!id.ok || id.value === null) {
        return id.ok ? ok(undefined) : id;
      }
      const removed = await platform.remove(id.value, context, signal);
      return isGone(removed) ? ok(undefined) : removed;
    });
  }

  dispose(): void {
    this.#changed.dispose();
  }

  /** Changes something, and learns from the answer whether this user may. */
  async #change(
    kind: 'write' | 'remove',
    signal: AbortSignal,
    change: (place: Place) => Promise<Result<void, SeqeraError | StoreFailure>>,
  ): Promise<Done> {
    const place = await this.#locate(signal);
    if (!place.ok) {
      return place;
    }
    const changed = await change(place.value);
    const failure = changed.ok ? null : asStoreFailure(changed.error);
    if (failure === null || failure.kind === 'seqera-denied') {
      // To remove is a right of its own, which tells nothing of the others.
      if (kind === 'write') {
        this.#refusedWith = failure === null ? null : this.roles.join();
      }
      this.#changed.fire();
    }
    return failure === null ? ok(undefined) : err(failure);
  }

  /** Asks again each time: roles are given and taken, and workspaces renamed. */
  async #locate(signal: AbortSignal): Promise<Result<Place, StoreFailure>> {
    const own = this.scope.kind === 'user';
    const { workspace } = this.#choice;
    if (!own && workspace === null) {
      return err({ kind: 'seqera-workspace-unset' });
    }
    if (!own && workspace === personalWorkspace) {
      return err({ kind: 'seqera-workspace-personal' });
    }
    const opened = await this.#open();
    if (!opened.ok) {
      return opened;
    }
    const platform = opened.value;
    const user = await platform.user(signal);
    if (!user.ok) {
      return err(user.error.failure);
    }
    this.#user = user.value;
    if (own || workspace === null) {
      const has = await platform.hasUserSecrets(signal);
      return !has.ok
        ? err(has.error.failure)
        : has.value
          ? ok({ platform, user: user.value, context: null })
          : err({ kind: 'seqera-user-secrets-off', endpoint: this.#choice.endpoint });
    }
    const found = await platform.workspace(user.value, workspace, signal);
    if (!found.ok) {
      return err(found.error.failure);
    }
    this.#context = found.value;
    return ok({ platform, user: user.value, context: found.value });
  }

  /** Its number, by which the Platform knows it; null where there is none of the name. */
  async #idOf(
    platform: Platform,
    name: SecretName,
    context: SeqeraContext,
    signal: AbortSignal,
  ): Promise<Result<string | null, SeqeraError | StoreFailure>> {
    const listed = await platform.secrets(context, signal);
    if (!listed.ok) {
      return listed;
    }
    const found = listed.value.findLast(secret => secret.name === name);
    const { endpoint } = this.#choice;
    // One that is there but has no number is neither changed nor taken for gone.
    return found?.id === null
      ? err({ kind: 'seqera-answer-unreadable', endpoint, because: 'malformed' })
      : ok(found?.id ?? null);
  }

  #recordOf({ name, dateCreated, lastUpdated, lastUsed }: PlatformSecret): SecretRecord | null {
    const parsed = parseSecretName(name);
    return parsed.ok
      ? {
          name: parsed.value,
          scope: this.scope,
          store: this.kind,
          createdAt: dateCreated,
          updatedAt: lastUpdated ?? dateCreated,
          usedAt: lastUsed,
        }
      : null;
  }
}

/** Removed by somebody else since it was listed. */
function isGone(result: Result<void, SeqeraError | StoreFailure>): boolean {
  return !result.ok && result.error.kind === 'request-failed' && result.error.status === 404;
}

function asStoreFailure(error: SeqeraError | StoreFailure): StoreFailure {
  return error.kind === 'request-failed' ? error.failure : error;
}
