import type { JournalFile } from '../adapters/runs/journalFile.ts';
import { ownRun } from '../adapters/runs/ownership.ts';
import { announce } from '../adapters/runs/recordFile.ts';
import type { RunFolder } from '../adapters/runs/runFolder.ts';
import { sweep } from '../adapters/runs/sweep.ts';
import { isClosed } from '../core/runs/journal.ts';

const second = 1000;
const minute = 60 * second;

/** Pauses between attempts, in milliseconds. What then still stands is for the next activation. */
const pauses = [5 * second, 15 * second, minute, 5 * minute, 15 * minute, 30 * minute];

/**
 * Tries again to remove what could not be removed when a run ended. Between attempts the run is
 * free, so that whoever is asked to try again at once can.
 */
export async function retrySweep(folder: RunFolder, journal: JournalFile): Promise<void> {
  for (const pause of pauses) {
    if (isClosed(await journal.read())) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, pause));
    const release = await ownRun(folder.path).catch(() => null);
    if (release) {
      await sweep(folder, journal, Date.now);
      await release();
      await announce(folder);
    }
  }
}
