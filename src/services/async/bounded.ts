/**
 * Does work on each item, at most so many at a time; gives the answers in the items' order. Stops
 * to begin more when the signal is aborted: those not begun are missing at the end. Where work
 * rejects no more is begun either, and this rejects once nothing is under way.
 */
export async function bounded<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
  signal: AbortSignal,
): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  let rejected = false;
  const worker = async (): Promise<void> => {
    while (next < items.length && !signal.aborted && !rejected) {
      const at = next;
      next += 1;
      try {
        results[at] = await work(items[at] as T);
      } catch (error) {
        rejected = true;
        throw error;
      }
    }
  };
  const workers = Array.from({ length: Math.min(limit, items.length) }, worker);
  await Promise.allSettled(workers);
  await Promise.all(workers);
  return results;
}
