import { bounded } from '../async/bounded.ts';

/** So many secrets at a time: far below what any cloud takes. */
const concurrency = 4;

/** Works on many secrets until it is given up; what was in the middle of it then is no error. */
export async function onMany<T>(
  secrets: readonly T[],
  work: (secret: T) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await bounded(secrets, concurrency, work, signal);
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  }
}
