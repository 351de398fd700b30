import type { CloudFailure } from '../../core/failure.ts';
import { err, type Result } from '../../core/result.ts';
import type { CloudTarget } from '../../core/runs/backends/runTarget.ts';
import { concurrency } from '../../core/runs/copies/concurrency.ts';
import { type KeyForm, parseCopyKey } from '../../core/runs/copies/copyKey.ts';
import { failureReason } from '../../core/words/failureMessage.ts';
import { bounded } from '../async/bounded.ts';
import { TimeLimit } from '../async/timeLimit.ts';
import type { CopyManager } from '../ports/copies/copyManager.ts';
import type { CopyPlaces, OpenPlace, Remover } from '../ports/copies/copyPlaces.ts';

/** After so long without an end a removal is given up for now, in milliseconds. */
const timeout = 120_000;

/** What a run has in a cloud, and how it is reached. */
export interface CloudRemoval {
  readonly places: CopyPlaces;
  /** The very place, as the journal names it. */
  readonly manager: string;
  readonly form: KeyForm;
  readonly run: string;
  /** What leads there; null where nobody knows. */
  readonly target: () => Promise<CloudTarget | null>;
}

/**
 * Removes a run's copies, or its job definitions, with the credentials that made them. In an account
 * or project other than the journal's nothing is removed: there, removing what is not there would
 * succeed.
 */
export function cloudRemover({ places, manager, form, run, target: find }: CloudRemoval): Remover {
  return {
    async remove(keys, given) {
      const all = (reason: string): ReadonlyMap<string, string> =>
        new Map(keys.map(key => [key, reason]));
      const target = await find();
      if (!target) {
        return all(`${manager} is not known to this version`);
      }
      using limit = new TimeLimit(given, timeout);
      const { signal } = limit;
      const place = await unlessGivenUp<OpenPlace<Removing>>(given, signal, () =>
        form === 'batch' && target.kind === 'aws-batch'
          ? places.definitions(target, signal)
          : places.copies(target, signal),
      );
      if (!place.ok) {
        return all(place.error);
      }
      const { manager: copies } = place.value;
      try {
        if (copies.id !== manager) {
          return all(`it is in ${manager}, and the credentials of now are for ${copies.id}`);
        }
        const kept = await bounded(
          keys,
          concurrency,
          async (key): Promise<readonly [string, string] | null> => {
            if (parseCopyKey(form, key)?.run !== run) {
              return [key, `${key} is nothing of this run`];
            }
            const removed = await unlessGivenUp(given, signal, () => copies.remove(key, signal));
            return removed.ok ? null : [key, removed.error];
          },
          // Each call says itself that it was given up: none may be missing.
          new AbortController().signal,
        );
        return new Map(kept.filter(entry => entry !== null));
      } finally {
        place.value.dispose();
      }
    },
  };
}

type Removing = Pick<CopyManager, 'id' | 'remove'>;

/** What comes of a call of a cloud, with the reason in words; it rejects where it is given up. */
async function unlessGivenUp<T>(
  given: AbortSignal,
  signal: AbortSignal,
  call: () => Promise<Result<T, CloudFailure>>,
): Promise<Result<T, string>> {
  try {
    const done = await call();
    return done.ok ? done : err(failureReason(done.error));
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
    return err(
      given.aborted && !isTimeout(given.reason)
        ? 'the run was stopped before the cloud answered'
        : 'the cloud did not answer in time',
    );
  }
}

function isTimeout(reason: unknown): boolean {
  return reason instanceof Error && reason.name === 'TimeoutError';
}
