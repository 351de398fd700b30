import type { Cloud, CloudFailure } from '../../core/failure.ts';
import { err, ok, type Result } from '../../core/result.ts';

/** One page of a list; an empty one may have another one after it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What the next page is asked with; nothing, or an empty text, after the last. */
  readonly next: string | null | undefined;
}

/** More than any account has: of AWS's pages of 100 secrets there are 5,000 at most. */
const mostPages = 10_000;

/** Reads a list to its end; one that has none, as where a page leads to itself, is a failure. */
export async function allPages<A, T, E>(
  read: (token: string | undefined) => Promise<Result<A, E>>,
  pageOf: (answer: A) => Page<T>,
  endless: E,
): Promise<Result<readonly T[], E>> {
  const found: T[] = [];
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const answer = await read(token);
    if (!answer.ok) {
      return answer;
    }
    const { items, next } = pageOf(answer.value);
    found.push(...items);
    token = next ?? undefined;
    if (token && (seen.has(token) || seen.size === mostPages)) {
      return err(endless);
    }
    seen.add(token ?? '');
  } while (token);
  return ok(found);
}

/** A list whose last page never comes. */
export function endlessList(cloud: Cloud): CloudFailure {
  return { kind: 'cloud-cut-off', cloud, reason: 'a list that does not end' };
}
