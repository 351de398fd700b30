import type { CloudFailure } from '../../src/core/failure.ts';
import { err, ok, type Result } from '../../src/core/result.ts';
import type { SecretValue } from '../../src/core/secrets/secretValue.ts';
import type {
  CopyManager,
  ListedCopy,
  NewCopy,
} from '../../src/services/ports/copies/copyManager.ts';
import { Faults } from './faults.ts';

/** Copies in memory, for tests of what stands on a manager: it can go wrong, lag and count. */
export class MemoryCopies implements CopyManager {
  readonly id: string;
  readonly faults = new Faults('aws');
  readonly copies = new Map<string, NewCopy>();
  /** How many listings after a change still show what was before it. */
  lag = 0;
  #shown: readonly ListedCopy[] = [];
  #stale = 0;

  constructor(id = 'aws:123456789012:eu-west-1') {
    this.id = id;
  }

  async put(copy: NewCopy, signal: AbortSignal): Promise<Result<string, CloudFailure>> {
    const struck = await this.faults.strike('put', copy.key, signal);
    if (struck) {
      return struck;
    }
    this.#change(() => this.copies.set(copy.key, copy));
    return ok(`memory:${copy.key}`);
  }

  async read(key: string, signal: AbortSignal): Promise<Result<SecretValue, CloudFailure>> {
    const struck = await this.faults.strike('read', key, signal);
    const copy = this.copies.get(key);
    const gone = { kind: 'cloud-refused', cloud: 'aws', action: 'read', code: 'NotFound' } as const;
    return struck ?? (copy ? ok(copy.value) : err(gone));
  }

  async remove(key: string, signal: AbortSignal): Promise<Result<void, CloudFailure>> {
    const struck = await this.faults.strike('remove', key, signal);
    return struck ?? this.#change(() => this.copies.delete(key));
  }

  async list(signal: AbortSignal): Promise<Result<readonly ListedCopy[], CloudFailure>> {
    const struck = await this.faults.strike('list', 'tower-', signal);
    if (struck) {
      return struck;
    }
    if (this.#stale > 0) {
      this.#stale -= 1;
    } else {
      this.#shown = [...this.copies.values()].map(listed);
    }
    return ok(this.#shown);
  }

  async extend(
    key: string,
    expiresAt: number,
    signal: AbortSignal,
  ): Promise<Result<void, CloudFailure>> {
    const struck = await this.faults.strike('extend', key, signal);
    const copy = this.copies.get(key);
    return (
      struck ??
      this.#change(() => copy !== undefined && this.copies.set(key, { ...copy, expiresAt }))
    );
  }

  #change(act: () => unknown): Result<void, never> {
    act();
    this.#stale = this.lag;
    return ok(undefined);
  }
}

function listed({ key, run, expiresAt }: NewCopy): ListedCopy {
  return {
    key,
    createdAt: Date.now(),
    accessedAt: null,
    expiresAt,
    deletedAt: null,
    tags: { 'nextflow-secrets-run': run },
  };
}
