import { setTimeout as pause } from 'node:timers/promises';
import { ownPlaces } from '../../adapters/copies/ownPlaces.ts';
import { sweepCopies } from '../../adapters/copies/sweepCopies.ts';
import { ownRun } from '../../adapters/runFolders/ownRun.ts';
import { announce } from '../../adapters/runFolders/recordFile.ts';
import type { RunFolder } from '../../adapters/runFolders/runFolder.ts';
import { isAbsent } from '../../adapters/system/codeOf.ts';
import type { RunTarget } from '../../core/runs/backends/runTarget.ts';
import { isClosed } from '../../core/runs/record/journal.ts';
import type { RetryDeps } from '../../services/copies/retrySweep.ts';

/** A run in its folder, and its copies where its target says. */
export function retryDeps(folder: RunFolder, target: RunTarget | null): RetryDeps {
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
    isOver: async journal =>
      isClosed(await journal.read()) && (await ownPlaces(folder)).length === 0,
    sweep: journal => sweepCopies(folder, journal, Date.now, target),
    pause: milliseconds => pause(milliseconds),
  };
}
