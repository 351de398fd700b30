import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { CloudFailure } from '../../../core/failure.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { SecretValue } from '../../../core/secrets/secretValue.ts';
import type {
  CopyManager,
  ListedCopy,
  NewCopy,
} from '../../../services/ports/copies/copyManager.ts';
import type { AwsConnection } from '../awsConnection.ts';
import { isRefused } from '../awsFailure.ts';
import { runTags } from '../runTags.ts';
import { createSecret } from '../store/createSecret.ts';
import { listSecrets, timeOf } from '../store/listSecrets.ts';
import { managerId } from './managerId.ts';

type Done = Result<void, CloudFailure>;
type Made = Result<string, CloudFailure>;

/** The prefix that the page's policies let compute roles read. */
const prefix = 'tower-';
/** Waits, in milliseconds, while a removal of the same key is carried out: it is asynchronous. */
const removalWaits = [500, 1000, 2000, 4000, 8000];

export interface AwsCopyManagerDeps {
  readonly connection: AwsConnection;
  /** This machine, as a tag says it. */
  readonly host: string;
  readonly now: () => number;
}

/** Copies in AWS Secrets Manager, `tower-<run>/<NAME>` each. They never vanish by themselves. */
export class AwsCopyManager implements CopyManager {
  readonly id: string;
  readonly #deps: AwsCopyManagerDeps;

  /** The manager of the account and region of a connection. */
  static async open(
    deps: AwsCopyManagerDeps,
    signal: AbortSignal,
  ): Promise<Result<AwsCopyManager, CloudFailure>> {
    const id = await managerId('aws', deps.connection, signal);
    return id.ok ? ok(new AwsCopyManager(id.value, deps)) : id;
  }

  constructor(id: string, deps: AwsCopyManagerDeps) {
    this.id = id;
    this.#deps = deps;
  }

  async put(copy: NewCopy, signal: AbortSignal): Promise<Made> {
    const done = await this.#create(copy, signal);
    return !done.ok && isRefused(done.error, 'InvalidRequestException')
      ? this.#replaceRemoved(copy, signal)
      : done;
  }

  async read(key: string, signal: AbortSignal): Promise<Result<SecretValue, CloudFailure>> {
    return this.#deps.connection.call(
      { action: 'GetSecretValue', resource: key },
      signal,
      async ({ sdk, secrets }, abortSignal) => {
        const command = new sdk.GetSecretValueCommand({ SecretId: key });
        const { SecretString = '' } = await secrets.send(command, { abortSignal });
        return new SecretValue(SecretString);
      },
    );
  }

  async remove(key: string, signal: AbortSignal): Promise<Done> {
    const forced = await this.#delete(key, { ForceDeleteWithoutRecovery: true }, signal);
    if (forced.ok || forced.error.kind !== 'cloud-denied') {
      return forced;
    }
    // An account may forbid forcing. Nobody can read what waits out its window, either.
    const softly = await this.#delete(key, { RecoveryWindowInDays: 7 }, signal);
    return softly.ok ? softly : forced;
  }

  async list(signal: AbortSignal): Promise<Result<readonly ListedCopy[], CloudFailure>> {
    const listed = await listSecrets(this.#deps.connection, prefix, signal);
    return listed.ok
      ? ok(
          listed.value.map(entry => ({
            key: entry.Name ?? '',
            createdAt: timeOf(entry.CreatedDate),
            accessedAt: timeOf(entry.LastAccessedDate),
            expiresAt: null,
            deletedAt: timeOf(entry.DeletedDate),
            tags: Object.fromEntries(
              (entry.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
            ),
          })),
        )
      : listed;
  }

  extend(): Promise<Done> {
    return Promise.resolve(ok(undefined));
  }

  #create({ key, value, run }: NewCopy, signal: AbortSignal): Promise<Made> {
    const { connection, host, now } = this.#deps;
    return createSecret(
      connection,
      { Name: key, SecretString: value.reveal(), ClientRequestToken: tokenOf(key) },
      runTags(run, host, now()),
      signal,
    );
  }

  /** A removal of the same key is under way, or waits out a window: force it, and try again. */
  async #replaceRemoved(copy: NewCopy, signal: AbortSignal): Promise<Made> {
    const removed = await this.remove(copy.key, signal);
    if (!removed.ok) {
      return removed;
    }
    for (const pause of removalWaits) {
      const done = await this.#create(copy, signal);
      if (done.ok || !isRefused(done.error, 'InvalidRequestException')) {
        return done;
      }
      await wait(pause * (0.5 + Math.random()), undefined, { signal });
    }
    return err({ kind: 'copy-awaits-deletion', key: copy.key });
  }

  async #delete(
    key: string,
    how: { readonly ForceDeleteWithoutRecovery: true } | { readonly RecoveryWindowInDays: number },
    signal: AbortSignal,
  ): Promise<Done> {
    const answer = await this.#deps.connection.call(
      { action: 'DeleteSecret', resource: key },
      signal,
      async ({ sdk, secrets }, abortSignal) => {
        await secrets.send(new sdk.DeleteSecretCommand({ SecretId: key, ...how }), { abortSignal });
      },
    );
    return answer.ok || isRefused(answer.error, 'ResourceNotFoundException')
      ? ok(undefined)
      : answer;
  }
}

/**
 * A token from the key alone, of the form of a UUID: for the same one and the same value the service
 * makes a secret once, and says each time that it did.
 */
function tokenOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}
