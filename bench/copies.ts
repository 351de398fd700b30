import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { unattendedPlaces } from '../src/adapters/copies/cloudPlaces.ts';
import { JournalFile } from '../src/adapters/copies/journalFile.ts';
import { removerOf } from '../src/adapters/copies/removerOf.ts';
import { ensurePrivateFolder } from '../src/adapters/files/privateFolder.ts';
import { writeRecord } from '../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../src/adapters/runFolders/runFolder.ts';
import { concurrency } from '../src/core/runs/copies/concurrency.ts';
import { type Assignment, assignmentSchema } from '../src/core/runs/record/protocol.ts';
import { newRunId } from '../src/core/runs/record/runId.ts';
import { cloudPublication } from '../src/services/copies/cloudPublication.ts';
import { newRecord } from '../src/supervisor/newRecord.ts';
import { awsRuns, type CloudContext, googleRuns } from '../test/support/cloudRuns.ts';

/** What every call takes on its way, in milliseconds. */
const latency = 50;

/**
 * Publishing and removing copies as a supervisor does, with 50 ms on the way of each call, against
 * the bound that this latency sets: `ceil(copies ÷ concurrency) × calls × latency`. Finding out
 * whose credentials they are, once for each, is left out of publishing and in a bound of removing.
 * What the test server itself takes stands beside it, measured without that latency.
 */
export async function benchCopies(moto: string | null): Promise<void> {
  console.log(`\nCopies at ${latency} ms a call, ${concurrency} at a time, against the bound`);
  if (moto === null) {
    console.log('  AWS is not measured: moto_server is neither on PATH nor named by NFS_MOTO.');
  } else {
    await measure('AWS', await awsRuns(moto), { publish: 1, remove: 1, identify: 1 });
  }
  await measure('Google Cloud', await googleRuns(), { publish: 2, remove: 1, identify: 0 });
}

/** How many calls one copy takes, and finding out whose the credentials are. */
interface Calls {
  readonly publish: number;
  readonly remove: number;
  readonly identify: number;
}

async function measure(name: string, cloud: CloudContext, calls: Calls): Promise<void> {
  const root = mkdtempSync(join(tmpdir(), 'nextflow-secrets-bench-'));
  try {
    await copies(cloud, root, 1); // Loads the client and connects.
    for (const count of [1, 10, 50]) {
      cloud.slow(0);
      const bare = await copies(cloud, root, count);
      cloud.slow(latency);
      const took = await copies(cloud, root, count);
      const rounds = Math.ceil(count / concurrency) * latency;
      const bounds = {
        publish: rounds * calls.publish,
        remove: rounds * calls.remove + calls.identify * latency,
      };
      for (const what of ['publish', 'remove'] as const) {
        const ratio = (took[what] / bounds[what]).toFixed(2);
        console.log(
          `  ${`${name}, ${what} ${count}`.padEnd(26)} ${took[what].toFixed(0).padStart(6)} ms  bound ${String(bounds[what]).padStart(4)} ms  × ${ratio}  server alone ${bare[what].toFixed(0)} ms`,
        );
      }
    }
  } finally {
    await cloud.leave();
    rmSync(root, { recursive: true, force: true });
  }
}

async function copies(
  { target }: CloudContext,
  root: string,
  count: number,
): Promise<{ readonly publish: number; readonly remove: number }> {
  const folder = new RunFolder(root, newRunId(randomBytes));
  await ensurePrivateFolder(folder.path);
  const assignment = assignmentOf(folder, target, count);
  await writeRecord(folder.record, await newRecord(assignment));
  const context = {
    places: unattendedPlaces,
    journal: new JournalFile(folder.journal),
    now: Date.now,
    signal: new AbortController().signal,
  };
  const publication = await cloudPublication(context, assignment, target);
  const publish = await timed(() => publication.publish());
  const remove = await timed(async () => {
    const kept = await removerOf(publication.manager, folder).remove(
      publication.keys,
      context.signal,
    );
    if (kept.size > 0) {
      throw new Error([...kept.values()].join());
    }
  });
  return { publish, remove };
}

function assignmentOf(
  folder: RunFolder,
  target: CloudContext['target'],
  count: number,
): Assignment {
  return v.parse(assignmentSchema, {
    version: 1,
    run: folder.run,
    runFolder: folder.path,
    storeFolder: folder.path,
    folder: folder.path,
    launchFolder: folder.path,
    work: { kind: 'pipeline', script: 'main.nf' },
    profiles: [],
    test: false,
    argv: ['nextflow'],
    environment: {},
    stopTimeout: 1000,
    target,
    secrets: Array.from({ length: count }, (_, at) => ({
      name: `SECRET_${at}`,
      scope: 'user',
      value: randomBytes(24).toString('base64'),
      form: 'raw',
    })),
  });
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}
