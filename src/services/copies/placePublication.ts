import type { CloudFailure } from '../../core/failure.ts';
import type { Result } from '../../core/result.ts';
import { failureReason } from '../../core/words/failureMessage.ts';
import type { OpenPlace } from '../ports/copies/copyPlaces.ts';
import type { Publication } from './publication.ts';
import type { PublishDeps } from './publishDeps.ts';
import { putAll } from './putAll.ts';

/** What is made in a place of a cloud. */
interface CopyMaker<T> {
  readonly all: readonly T[];
  /** Makes one; answers with why not. */
  readonly put: (one: T) => Promise<Result<unknown, CloudFailure>>;
  /** Stands in front of the reason where one could not be made. */
  readonly failed: string;
}

/** What was opened, or throws why it could not be. */
export function required<T>(place: Result<T, CloudFailure>): T {
  if (!place.ok) {
    throw new Error(failureReason(place.error));
  }
  return place.value;
}

/** Makes things in a place, tells the journal when all are there, and closes the place. */
export function placePublication<T extends { readonly key: string }>(
  { journal, now }: Pick<PublishDeps, 'journal' | 'now'>,
  place: OpenPlace<{ readonly id: string }>,
  { all, put, failed }: CopyMaker<T>,
): Publication {
  const { id } = place.manager;
  const keys = all.map(({ key }) => key);
  return {
    manager: id,
    keys,
    async publish() {
      try {
        await putAll(failed, all, put);
        const copies = keys.map(key => ({ manager: id, key }));
        await journal.append({ kind: 'published', at: now(), copies });
      } finally {
        place.dispose();
      }
    },
  };
}
