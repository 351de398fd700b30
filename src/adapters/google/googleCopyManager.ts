import type { CloudFailure } from '../../core/failure.ts';
import { copyTags } from '../../core/leftovers/attribution.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { copyPrefix } from '../../core/runs/copies/copyKey.ts';
import { SecretValue } from '../../core/secrets/secretValue.ts';
import type { CopyManager, ListedCopy, NewCopy } from '../../services/ports/copies/copyManager.ts';
import { type GoogleError, status } from './googleError.ts';
import type { GoogleSecrets } from './googleSecrets.ts';

/** Who makes copies, and where they are replicated to. */
export interface CopySite {
  readonly project: string;
  /** Where the tasks run, say `europe-west1`; null leaves the replication to Google. */
  readonly location: string | null;
  /** This machine's name, so that people can tell whose copy it is. */
  readonly host: string;
  readonly now: () => number;
}

/**
 * Copies in Google Secret Manager. Each has an expiry, after which Google itself removes it.
 *
 * A copy takes two calls, and between them it is a secret without a value: the journal intends both
 * as one, and removing takes either. Its key names the run, so one that exists is this run's own.
 */
export class GoogleCopyManager implements CopyManager {
  readonly id: string;
  readonly #secrets: GoogleSecrets;
  readonly #site: CopySite;

  constructor(secrets: GoogleSecrets, site: CopySite) {
    this.id = `google:${site.project}`;
    this.#secrets = secrets;
    this.#site = site;
  }

  async put(copy: NewCopy, signal: AbortSignal): Promise<Result<string, CloudFailure>> {
    const { location, host, now } = this.#site;
    const annotations = {
      [copyTags.run]: copy.run,
      [copyTags.host]: host,
      [copyTags.time]: new Date(now()).toISOString(),
    };
    const created = await this.#secrets.create(
      { id: copy.key, annotations, location, expiresAt: copy.expiresAt },
      signal,
    );
    if (!created.ok && created.error.code !== status.alreadyExists) {
      return err(created.error.failure);
    }
    const added = asCloudResult(await this.#secrets.addVersion(copy.key, copy.value, signal));
    return added.ok ? ok(`projects/${this.#site.project}/secrets/${copy.key}`) : added;
  }

  async read(key: string, signal: AbortSignal): Promise<Result<SecretValue, CloudFailure>> {
    const value = asCloudResult(await this.#secrets.access(key, signal));
    return value.ok ? ok(new SecretValue(value.value)) : value;
  }

  async remove(key: string, signal: AbortSignal): Promise<Result<void, CloudFailure>> {
    const removed = await this.#secrets.delete(key, signal);
    return !removed.ok && removed.error.code === status.notFound
      ? ok(undefined)
      : asCloudResult(removed);
  }

  async list(signal: AbortSignal): Promise<Result<readonly ListedCopy[], CloudFailure>> {
    const listed = await this.#secrets.list(copyPrefix, signal);
    return listed.ok
      ? ok(
          listed.value.map(({ id, createdAt, expiresAt, annotations }) => ({
            key: id,
            createdAt,
            accessedAt: null,
            expiresAt,
            deletedAt: null,
            tags: annotations,
          })),
        )
      : asCloudResult(listed);
  }

  async extend(
    key: string,
    expiresAt: number,
    signal: AbortSignal,
  ): Promise<Result<void, CloudFailure>> {
    return asCloudResult(await this.#secrets.expire(key, expiresAt, signal));
  }
}

function asCloudResult<T>(result: Result<T, GoogleError>): Result<T, CloudFailure> {
  return result.ok ? result : err(result.error.failure);
}
