import pMap from 'p-map';
import type { JournalFile } from '../adapters/runs/journalFile.ts';
import { concurrency, openPlace } from '../adapters/runs/cloudPlace.ts';
import { cloudReason } from '../core/runs/cloudReason.ts';
import { copyKey } from '../core/runs/copyKey.ts';
import { fuse } from '../core/runs/fuse.ts';
import type { SecretName } from '../core/name.ts';
import type { Assignment } from '../core/runs/protocol.ts';
import type { RunId } from '../core/runs/runId.ts';
import type { CloudTarget } from '../core/runs/runTarget.ts';
import { SecretValue } from '../core/value.ts';
import type { CopyManager, NewCopy } from '../services/ports.ts';
import type { Publication } from './publication.ts';

/** The copies that tasks of a cloud read; only what some task may read is there. */
export async function cloudPublication(
  assignment: Assignment,
  target: CloudTarget,
  journal: JournalFile,
): Promise<Publication> {
  const signal = new AbortController().signal;
  const place = await openPlace(target, signal);
  if (!place.ok) {
    throw new Error(cloudReason(place.error));
  }
  const { manager } = place.value;
  const cloud = target.kind === 'aws-batch' ? 'aws' : 'google';
  const run = assignment.run as RunId;
  const secrets = assignment.secrets.filter(({ inCloud = true }) => inCloud);
  const copies = secrets.map(({ name, value }) => ({
    key: copyKey(cloud, run, name as SecretName),
    value: new SecretValue(value),
    run,
    expiresAt: Date.now() + fuse,
  }));
  const keys = copies.map(({ key }) => key);
  return {
    manager: manager.id,
    keys,
    async publish() {
      try {
        await putAll(copies, copy => manager.put(copy, signal));
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

/** After the first failure none is begun, and those under way are waited for: the sweep comes next. */
async function putAll(
  copies: readonly NewCopy[],
  put: (copy: NewCopy) => ReturnType<CopyManager['put']>,
): Promise<void> {
  const failures: string[] = [];
  await pMap(
    copies,
    async copy => {
      const done = failures.length === 0 ? await put(copy) : null;
      if (done && !done.ok) {
        failures.push(cloudReason(done.error));
      }
    },
    { concurrency },
  );
  const [first] = failures;
  if (first !== undefined) {
    throw new Error(`the secrets could not be published: ${first}`);
  }
}
