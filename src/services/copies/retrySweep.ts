import { sweep } from './sweep.ts';
import type { JournalFile } from '../../adapters/copies/journalFile.ts';
import { ownRun } from '../../adapters/runFolders/ownRun.ts';
import { announce } from '../../adapters/runFolders/recordFile.ts';
import type { RunFolder } from '../../adapters/runFolders/runFolder.ts';
import { isAbsent } from '../../adapters/system/codeOf.ts';
import type { RunTarget } from '../../core/runs/backends/runTarget.ts';
import { isClosed } from '../../core/runs/record/journal.ts';

const second = 1000;
const minute = 60 * second;
const longest = 30 * minute;

/** Pauses between attempts, in milliseconds. */
const retryDelays = [5 * second, 15 * second, minute, 5 * minute, 15 * minute, longest];

/** What attempts to sweep again stand on. */
export interface RetryContext {
  /**
   * Takes the run for one attempt, and gives what frees it again; null where another process has it.
   * `gone` where its folder was taken away: no other process knows of the run any more.
   */
  readonly own: () => Promise<(() => Promise<void>) | 'gone' | null>;
  readonly sweep: (journal: JournalFile) => Promise<unknown>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/**
 * Tries again to remove what could not be removed when a run ended. Between attempts the run is
 * free, so that whoever is asked to try again at once can. What still stands after the last pause is
 * for the next activation; of a run whose folder was taken away nobody else will ever know, so that
 * is tried from memory until all is gone, or this process is told to end.
 */
export async function retrySweep(context: RetryContext, journal: JournalFile): Promise<void> {
  let gone = false;
  for (let attempt = 0; gone || attempt < retryDelays.length; attempt += 1) {
    if (isClosed(await journal.read())) {
      return;
    }
    await context.pause(retryDelays[attempt] ?? longest);
    const owned = await context.own();
    gone = owned === 'gone';
    if (owned !== null) {
      await context.sweep(journal);
    }
    if (typeof owned === 'function') {
      await owned();
    }
  }
}

/** A run in its folder, and its copies where its target says. */
export function retryContext(folder: RunFolder, target: RunTarget | null): RetryContext {
  return {
    own: async () => {
      try {
        const release = await ownRun(folder.path);
        return (
          release &&
          (async () => {
            await release();
            await announce(folder);
          })
        );
      } catch (error) {
        return isAbsent(error) ? 'gone' : null;
      }
    },
    sweep: journal => sweep(folder, journal, Date.now, target),
    pause: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
  };
}
