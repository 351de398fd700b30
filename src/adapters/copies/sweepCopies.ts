import { setTimeout as pause } from 'node:timers/promises';
import type { RunTarget } from '../../core/runs/backends/runTarget.ts';
import { sweep } from '../../services/copies/sweep.ts';
import type { Journal } from '../../services/ports/copies/copyPlaces.ts';
import type { RunFolder } from '../runFolders/runFolder.ts';
import { codeOf } from '../system/codeOf.ts';
import { removeOwnPlaces } from './ownPlaces.ts';
import { removerOf } from './removerOf.ts';

/**
 * Sweeps a run from the places of this machine and of its clouds, and gives the reasons of what may
 * be left. What is the run's own goes first and whatever the journal says: so memory is free before
 * anything is written. Whoever knows the run's target, which leads to its clouds, gives it: the
 * record that tells it may be gone. `signal` gives up waiting for clouds.
 */
export async function sweepCopies(
  folder: RunFolder,
  journal: Journal,
  now: () => number,
  known: RunTarget | null = null,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly string[]> {
  const deps = {
    remover: (manager: string) => removerOf(manager, folder, known),
    now,
    pause: (milliseconds: number) => pause(milliseconds),
    signal,
    // A full disk, or a folder that was taken away: what it is about is its journal.
    reasonOf: (error: unknown) => `${folder.journal}: ${codeOf(error)}`,
  };
  const own = await removeOwnPlaces(folder);
  return [...new Set([...own, ...(await sweep(deps, journal))])];
}
