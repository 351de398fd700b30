import pMap from 'p-map';
import { concurrency } from '../../adapters/copies/openPlace.ts';
import type { CloudFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { failureReason } from '../../core/words/failureMessage.ts';

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
  await pMap(
    all,
    async one => {
      const done = failures.length === 0 ? await put(one) : null;
      if (done && !done.ok) {
        failures.push(failureReason(done.error));
      }
    },
    { concurrency },
  );
  const [first] = failures;
  if (first !== undefined) {
    throw new Error(`${failed}: ${first}`);
  }
}
