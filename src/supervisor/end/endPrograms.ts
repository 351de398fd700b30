import { setTimeout as delay } from 'node:timers/promises';
import { programsEnded } from '../../adapters/system/startedPrograms.ts';

/** How long programs that are asked to end have for it, in milliseconds. */
const timeout = 1000;
const step = 50;

/**
 * Ends the programs that still run for us when all is done: one for credentials that does not answer
 * is stopped by no cloud's library, and would stay without a parent. They are in our group; Nextflow
 * and whoever tries a removal again lead groups of their own.
 */
export async function endPrograms(): Promise<void> {
  await programsEnded();
  if (!hasPrograms()) {
    return;
  }
  process.on('SIGTERM', () => undefined); // We are in the group too.
  try {
    process.kill(-process.pid, 'SIGTERM');
    for (let waited = 0; waited < timeout && hasPrograms(); waited += step) {
      await delay(step);
    }
    // A shell may be gone, and what it has started deaf to the first signal: this ends us as well.
    process.kill(-process.pid, 'SIGKILL');
  } catch {
    // We lead no group.
  }
}

function hasPrograms(): boolean {
  return process.getActiveResourcesInfo().includes('ProcessWrap');
}
