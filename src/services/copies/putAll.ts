import type { CloudFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { concurrency } from '../../core/runs/copies/concurrency.ts';
import { failureReason } from '../../core/words/failureMessage.ts';
import { bounded } from '../async/bounded.ts';

/**
 * Makes things in a cloud, a bounded number at a time, or throws why not, with `failed` in front.
 * After the first failure none is begun, and those under way are waited for: the sweep comes next.
 */
export async function putAll<T>(
  failed: string,
  all: readonly T[],
  put: (one: T) => Promise<Result<unknown, CloudFailure>>,
): Promise<void> {
  const failures: string[] = [];
  const enough = new AbortController();
  await bounded(
    all,
    concurrency,
    async one => {
      const done = await put(one);
      if (!done.ok) {
        failures.push(failureReason(done.error));
        enough.abort();
      }
    },
    enough.signal,
  );
  const [first] = failures;
  if (first !== undefined) {
    throw new Error(`${failed}: ${first}`);
  }
}
