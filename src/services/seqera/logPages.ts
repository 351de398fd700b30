import type { SeqeraFailure } from '../../core/failure.ts';
import { ok, type Result } from '../../core/result.ts';
import type { RemoteLog } from '../../core/seqera/remoteRun.ts';
import type { SeqeraSession } from '../ports/stores/seqeraSessions.ts';

/** Pages that are read in a row at most: of a log that never ends something else is to be told, too. */
export const mostPages = 1000;

/** Pages without a line that are followed in a row: more may come behind one, or nothing but others. */
const mostEmpty = 3;

/** How far a run's output was read. */
export interface LogPosition {
  /** Leads to the page that is read next; null for the first. */
  readonly next: string | null;
  /** Lines of that page that were handed on already: a page that led no further may grow. */
  readonly taken: readonly string[];
  /** Where that page led, and was not followed to because it was read before. */
  readonly back: string | null;
}

/** Before the first line. */
export const logStart: LogPosition = { next: null, taken: [], back: null };

/** What was read of a run's output. */
export interface ReadPages {
  readonly position: LogPosition;
  /** Whether there was more than is read in a row. */
  readonly more: boolean;
}

/** Hands on all of a run's output that is new; pages that lead in a circle once. */
export async function logPages(
  session: Pick<SeqeraSession, 'log'>,
  run: string,
  from: LogPosition,
  take: (page: RemoteLog) => void,
  signal: AbortSignal,
): Promise<Result<ReadPages, SeqeraFailure>> {
  const seen = new Set([from.next, from.back]);
  let { next, taken } = from;
  /** The first of the pages without a line that were read last, from which it goes on the next time. */
  let empty: LogPosition | null = null;
  let empties = 0;
  for (let count = 0; count < mostPages; count += 1) {
    const page = await session.log(run, next, signal);
    if (!page.ok) {
      return page;
    }
    const { lines, next: following } = page.value;
    const fresh = newLines(taken, lines);
    if (fresh.length > 0) {
      take({ ...page.value, lines: fresh });
    }
    const isNew = following !== null && !seen.has(following);
    const position = { next, taken: lines, back: isNew ? null : following };
    empties = lines.length > 0 ? 0 : empties + 1;
    empty = lines.length > 0 ? null : (empty ?? position);
    if (!isNew || empties > mostEmpty) {
      return ok({ position: empty ?? position, more: false });
    }
    seen.add(following);
    [next, taken] = [following, []];
  }
  return ok({ position: { next, taken, back: null }, more: true });
}

/** Lines of a page behind those that were taken: it may have grown, and lost some of its beginning. */
function newLines(taken: readonly string[], page: readonly string[]): readonly string[] {
  const borders: number[] = [];
  page.forEach((line, at) => {
    borders.push(at === 0 ? 0 : matchedWith(line, borders[at - 1] ?? 0));
  });
  return page.slice(taken.reduce((matched, line) => matchedWith(line, matched), 0));

  /** How much of the beginning of the page a text ends with, once a line is added to it (Knuth, Morris, Pratt). */
  function matchedWith(line: string, before: number): number {
    let matched = before;
    while (matched > 0 && page[matched] !== line) {
      matched = borders[matched - 1] ?? 0;
    }
    return page[matched] === line ? matched + 1 : 0;
  }
}
