import { grace } from '../../core/runs/copies/expiry.ts';
import {
  isClosed,
  type JournalEntry,
  outstanding,
  type OutstandingCopy,
  unconfirmed,
} from '../../core/runs/record/journal.ts';
import type { Journal, Remover } from '../ports/copies/copyPlaces.ts';

/** Pauses between attempts, in milliseconds; what then still stands stays outstanding. */
const retryDelays = [100, 400, 1600];

/** What a sweep stands on. */
export interface SweepDeps {
  /** What removes copies from the place that a journal's `manager` names. */
  readonly remover: (manager: string) => Remover;
  readonly now: () => number;
  /** Waits for so many milliseconds before another attempt. */
  readonly pause: (milliseconds: number) => Promise<unknown>;
  /** Gives up waiting for clouds: what then still stands stays outstanding. */
  readonly signal: AbortSignal;
  /** Words what went wrong beside the removals themselves, with the journal above all. */
  readonly reasonOf: (error: unknown) => string;
}

/**
 * Removes every copy that a run's journal tells of and writes down what is gone. Idempotent: it may
 * be cut short anywhere and done again. Gives the reasons of what could not be removed, or of what
 * could not be written down.
 */
export async function sweep(deps: SweepDeps, journal: Journal): Promise<readonly string[]> {
  const reasons: string[] = [];
  // What goes wrong with one place must not keep the copies of other places.
  const attempt = async (act: () => Promise<readonly string[]>): Promise<void> => {
    try {
      reasons.push(...(await act()));
    } catch (error) {
      reasons.push(deps.reasonOf(error));
    }
  };
  let entries: readonly JournalEntry[] = [];
  await attempt(async () => {
    entries = await journal.read();
    return [];
  });
  for (const [manager, copies] of byManager(outstanding(entries))) {
    await attempt(() => sweepOne(deps, manager, copies, journal));
  }
  if (reasons.length === 0) {
    await attempt(() => close(journal, deps.now));
  }
  return [...new Set(reasons)];
}

async function close(journal: Journal, now: () => number): Promise<readonly string[]> {
  if (!isClosed(await journal.read())) {
    await journal.append({ kind: 'closed', at: now() });
  }
  return [];
}

async function sweepOne(
  deps: SweepDeps,
  manager: string,
  copies: readonly OutstandingCopy[],
  journal: Journal,
): Promise<readonly string[]> {
  const { now } = deps;
  const kept = new Map(await removeWithRetries(deps, manager, copies));
  if (!manager.startsWith('file:')) {
    const late = unconfirmed(await journal.read(), manager, now() - grace);
    for (const { key } of copies.filter(copy => late.has(copy.key) && !kept.has(copy.key))) {
      kept.set(key, appearsLate);
    }
  }
  const bare = copies.map(({ key }) => ({ manager, key }));
  const removed = bare.filter(({ key }) => !kept.has(key));
  if (removed.length > 0) {
    await journal.append({ kind: 'removed', at: now(), copies: removed });
  }
  const reasons = new Set(kept.values());
  for (const reason of reasons) {
    const left = bare.filter(({ key }) => kept.get(key) === reason);
    await journal.append({ kind: 'kept', at: now(), copies: left, reason });
  }
  return [...reasons];
}

/** A file is there when its writer has ended; a cloud may carry out late what it was asked. */
const appearsLate =
  'it is removed, and will be once more in a minute: whether it was made was never answered';

async function removeWithRetries(
  { remover: removers, pause: wait, signal }: SweepDeps,
  manager: string,
  copies: readonly OutstandingCopy[],
): Promise<ReadonlyMap<string, string>> {
  const remover = removers(manager);
  let kept = await remover.remove(
    copies.map(({ key }) => key),
    signal,
  );
  for (const pause of retryDelays) {
    if (kept.size === 0 || signal.aborted) {
      break;
    }
    await wait(pause);
    kept = await remover.remove([...kept.keys()], signal);
  }
  return kept;
}

function byManager(copies: readonly OutstandingCopy[]): ReadonlyMap<string, OutstandingCopy[]> {
  const groups = new Map<string, OutstandingCopy[]>();
  for (const copy of copies) {
    groups.set(copy.manager, [...(groups.get(copy.manager) ?? []), copy]);
  }
  return groups;
}
