import type { JournalFile } from '../adapters/runs/journalFile.ts';
import { openPlace } from '../adapters/runs/cloudPlace.ts';
import { cloudReason } from '../core/runs/cloudReason.ts';
import { copyKey } from '../core/runs/copyKey.ts';
import { fuse } from '../core/runs/fuse.ts';
import type { SecretName } from '../core/name.ts';
import type { Assignment } from '../core/runs/protocol.ts';
import type { RunId } from '../core/runs/runId.ts';
import type { CloudTarget } from '../core/runs/runTarget.ts';
import { SecretValue } from '../core/value.ts';
import type { Publication } from './publication.ts';
import { putAll } from './putAll.ts';

/** Copies in a cloud, and what it calls each of them, by the names of the secrets, once published. */
export interface CloudPublication extends Publication {
  readonly published: ReadonlyMap<string, string>;
}

/** The copies that tasks of a cloud read; only what some task may read is there. */
export async function cloudPublication(
  assignment: Assignment,
  target: CloudTarget,
  journal: JournalFile,
): Promise<CloudPublication> {
  const signal = new AbortController().signal;
  const place = await openPlace(target, signal);
  if (!place.ok) {
    throw new Error(cloudReason(place.error));
  }
  const { manager } = place.value;
  const cloud = target.kind === 'aws-batch' ? 'aws' : 'google';
  const run = assignment.run as RunId;
  const published = new Map<string, string>();
  const secrets = assignment.secrets.filter(({ inCloud = true }) => inCloud);
  const copies = secrets.map(({ name, value }) => ({
    name,
    key: copyKey(cloud, run, name as SecretName),
    value: new SecretValue(value),
    run,
    expiresAt: Date.now() + fuse,
  }));
  const keys = copies.map(({ key }) => key);
  return {
    manager: manager.id,
    keys,
    published,
    async publish() {
      try {
        await putAll('the secrets could not be published', copies, async ({ name, ...copy }) => {
          const put = await manager.put(copy, signal);
          if (put.ok) {
            published.set(name, put.value);
          }
          return put;
        });
        await journal.append({
          kind: 'published',
          at: Date.now(),
          copies: keys.map(key => ({ manager: manager.id, key })),
        });
      } finally {
        place.value.dispose();
      }
    },
  };
}
