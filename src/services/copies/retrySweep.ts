import type { Journal } from '../ports/copies/copyPlaces.ts';

const second = 1000;
const minute = 60 * second;
const longest = 30 * minute;

/** Pauses between attempts, in milliseconds. */
const retryDelays = [5 * second, 15 * second, minute, 5 * minute, 15 * minute, longest];

/** What attempts to sweep again stand on. */
export interface RetryDeps {
  /**
   * Takes the run for one attempt, and gives what frees it again; null where another process has it.
   * `gone` where its folder was taken away: no other process knows of the run any more.
   */
  readonly own: () => Promise<(() => Promise<void>) | 'gone' | null>;
  readonly sweep: (journal: Journal) => Promise<unknown>;
  /** Whether nothing of the run is left. */
  readonly isOver: (journal: Journal) => Promise<boolean>;
  readonly pause: (milliseconds: number) => Promise<unknown>;
}

/**
 * Tries again to remove what could not be removed when a run ended. Between attempts the run is
 * free, so that whoever is asked to try again at once can. What still stands after the last pause is
 * for the next activation; of a run whose folder was taken away nobody else will ever know, so that
 * is tried from memory until all is gone, or this process is told to end.
 */
export async function retrySweep(deps: RetryDeps, journal: Journal): Promise<void> {
  let gone = false;
  for (let attempt = 0; gone || attempt < retryDelays.length; attempt += 1) {
    if (await deps.isOver(journal)) {
      return;
    }
    await deps.pause(retryDelays[attempt] ?? longest);
    const owned = await deps.own();
    gone = owned === 'gone';
    if (owned !== null) {
      await deps.sweep(journal);
    }
    if (typeof owned === 'function') {
      await owned();
    }
  }
}
