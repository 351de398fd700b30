import type { SeqeraFailure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { RemoteLog } from '../../core/seqera/remoteRun.ts';
import type { SeqeraSession } from '../ports/stores/seqeraSessions.ts';

/** Pages that are read in a row at most: of a log that never ends something else is to be told, too. */
export const mostPages = 1000;

/** What was read of a run's output. */
export interface ReadPages {
  /** Leads to what comes next time. */
  readonly next: string | null;
  /** Whether there was more than is read in a row. */
  readonly more: boolean;
}

/** Hands on all pages of a run's output that there are now; pages that lead in a circle once. */
export async function logPages(
  session: Pick<SeqeraSession, 'log'>,
  run: string,
  from: string | null,
  take: (page: RemoteLog) => void,
  signal: AbortSignal,
): Promise<Result<ReadPages, SeqeraFailure>> {
  const seen = new Set([from]);
  let next = from;
  for (let count = 0; count < mostPages; count += 1) {
    const page = await session.log(run, next, signal);
    if (!page.ok) {
      return page;
    }
    if (page.value.lines.length === 0) {
      return ok({ next, more: false });
    }
    take(page.value);
    const following = page.value.next;
    if (following === null || seen.has(following)) {
      return ok({ next, more: false });
    }
    seen.add(following);
    next = following;
  }
  return ok({ next, more: true });
}
