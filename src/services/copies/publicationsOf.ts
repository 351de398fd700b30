import type { Journal, JournalFile } from '../../adapters/copies/journalFile.ts';
import { isCloud } from '../../core/runs/backends/runTarget.ts';
import type { Assignment } from '../../core/runs/record/protocol.ts';
import { cloudPublication } from './cloudPublication.ts';
import { definitionPublication } from './definitionPublication.ts';
import type { Publication } from './publication.ts';
import { storePublication } from '../../adapters/copies/storePublication.ts';

/** All that an assignment asks to be published, in the order in which it is made. */
export async function publicationsOf(
  assignment: Assignment,
  journal: JournalFile,
): Promise<readonly Publication[]> {
  const { target, secrets, definitions = [] } = assignment;
  const store = storePublication(assignment);
  if (!isCloud(target) || !secrets.some(({ inCloud = true }) => inCloud)) {
    return [store];
  }
  const copies = await cloudPublication(assignment, target, journal);
  if (target.kind !== 'aws-batch' || target.executionRole === null || definitions.length === 0) {
    return [store, copies];
  }
  const { executionRole } = target;
  const named = { ...target, executionRole };
  return [store, copies, await definitionPublication(assignment, named, copies, journal)];
}

/**
 * Makes the copies of a run. Each place's intent is on disk before anything is made there; what was
 * made when a later one fails is for the sweep.
 */
export async function publish(
  publications: readonly Publication[],
  journal: Journal,
  now: () => number,
): Promise<void> {
  for (const publication of publications) {
    const { manager, keys } = publication;
    const copies = keys.map(key => ({ manager, key }));
    await journal.append({ kind: 'intended', at: now(), copies });
    await publication.publish();
  }
}
