import { lateness } from '../../core/runs/fuse.ts';
import {
  isClosed,
  outstanding,
  unconfirmed,
  type OutstandingCopy,
} from '../../core/runs/journal.ts';
import { codeOf } from '../errors.ts';
import type { JournalFile } from './journalFile.ts';
import { removerOf } from './remover.ts';
import type { RunFolder } from './runFolder.ts';

/** Pauses between attempts, in milliseconds; what then still stands stays outstanding. */
const pauses = [100, 400, 1600];

/**
 * Removes every copy that a run's journal tells of and writes down what is gone. Idempotent: it may
 * be cut short anywhere and done again. Gives the reasons of what could not be removed, or of what
 * could not be written down.
 */
export async function sweep(
  folder: RunFolder,
  journal: JournalFile,
  now: () => number,
): Promise<readonly string[]> {
  const reasons: string[] = [];
  // A full disk, or a folder that was taken away, must not keep the copies of other places.
  const attempt = async (act: () => Promise<readonly string[]>): Promise<void> => {
    try {
      reasons.push(...(await act()));
    } catch (error) {
      reasons.push(`${folder.journal}: ${codeOf(error)}`);
    }
  };
  for (const [manager, copies] of byManager(outstanding(await journal.read()))) {
    await attempt(() => sweepOne(manager, copies, folder, journal, now));
  }
  if (reasons.length === 0) {
    await attempt(() => close(journal, now));
  }
  return [...new Set(reasons)];
}

async function close(journal: JournalFile, now: () => number): Promise<readonly string[]> {
  if (!isClosed(await journal.read())) {
    await journal.append({ kind: 'closed', at: now() });
  }
  return [];
}

async function sweepOne(
  manager: string,
  copies: readonly OutstandingCopy[],
  folder: RunFolder,
  journal: JournalFile,
  now: () => number,
): Promise<readonly string[]> {
  const kept = new Map(await removeWithRetries(manager, copies, folder));
  if (!manager.startsWith('file:')) {
    const late = unconfirmed(await journal.read(), manager, now() - lateness);
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
  manager: string,
  copies: readonly OutstandingCopy[],
  folder: RunFolder,
): Promise<ReadonlyMap<string, string>> {
  const remover = removerOf(manager, folder);
  let kept = await remover.remove(copies.map(({ key }) => key));
  for (const pause of pauses) {
    if (kept.size === 0) {
      break;
    }
    await new Promise(resolve => setTimeout(resolve, pause));
    kept = await remover.remove([...kept.keys()]);
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
