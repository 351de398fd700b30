import type { Publication } from './publication.ts';
import type { PublishDeps } from './publishDeps.ts';

/**
 * Makes the copies of a run. Each place's intent is on disk before anything is made there; what was
 * made when a later one fails is for the sweep.
 */
export async function publish(
  { journal, now }: Pick<PublishDeps, 'journal' | 'now'>,
  publications: readonly Publication[],
): Promise<void> {
  for (const publication of publications) {
    const { manager, keys } = publication;
    const copies = keys.map(key => ({ manager, key }));
    await journal.append({ kind: 'intended', at: now(), copies });
    await publication.publish();
  }
}
