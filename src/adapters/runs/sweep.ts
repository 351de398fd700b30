import { isClosed, outstanding, type OutstandingCopy } from '../../core/runs/journal.ts';
import { codeOf } from '../errors.ts';
import { removePrivateFolder } from '../files/privateFolder.ts';
import { JournalFile } from './journalFile.ts';
import type { RunFolder } from './runFolder.ts';
import { storeFolderOf } from './storePlace.ts';

/** Pauses between attempts, in milliseconds; what then still stands stays outstanding. */
const pauses = [100, 400, 1600];

/**
 * Removes every copy that a run's journal tells of and writes down what is gone. Idempotent: it may
 * be cut short anywhere and done again. Gives the reasons of what could not be removed.
 */
export async function sweep(folder: RunFolder, now: () => number): Promise<readonly string[]> {
  const journal = new JournalFile(folder.journal);
  const reasons: string[] = [];
  for (const [manager, copies] of byManager(outstanding(await journal.read()))) {
    const reason = await removeWithRetries(manager, folder);
    const bare = copies.map(({ key }) => ({ manager, key }));
    if (reason === null) {
      await journal.append({ kind: 'removed', at: now(), copies: bare });
    } else {
      await journal.append({ kind: 'kept', at: now(), copies: bare, reason });
      reasons.push(reason);
    }
  }
  if (reasons.length === 0 && !isClosed(await journal.read())) {
    await journal.append({ kind: 'closed', at: now() });
  }
  return reasons;
}

async function removeWithRetries(manager: string, folder: RunFolder): Promise<string | null> {
  const place = storeFolderOf(manager, folder.path, folder.run);
  if (place === null) {
    return `${manager} is not a place of this run`;
  }
  for (const pause of [...pauses, null]) {
    try {
      await removePrivateFolder(place);
      return null;
    } catch (error) {
      if (pause === null) {
        return `${place}: ${codeOf(error)}`;
      }
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
  return null;
}

function byManager(copies: readonly OutstandingCopy[]): ReadonlyMap<string, OutstandingCopy[]> {
  const groups = new Map<string, OutstandingCopy[]>();
  for (const copy of copies) {
    groups.set(copy.manager, [...(groups.get(copy.manager) ?? []), copy]);
  }
  return groups;
}
