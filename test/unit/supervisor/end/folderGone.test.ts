import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { JournalFile } from '../../../../src/adapters/copies/journalFile.ts';
import { RunFolder } from '../../../../src/adapters/runFolders/runFolder.ts';
import { isClosed } from '../../../../src/core/runs/record/journal.ts';
import { retrySweep } from '../../../../src/services/copies/retrySweep.ts';
import { retryDeps } from '../../../../src/supervisor/end/retryDeps.ts';
import { googleRuns } from '../../../support/cloudRuns.ts';

const run = '1k0K4WlGep8ZTM';
const keys = ['ONE', 'TWO'].map(name => `tower-${run}-${name}`);

test('Google: where a run’s folder is gone its copies are tried until they go, and nothing is made here', async () => {
  const home = await mkdtemp(join(tmpdir(), 'nextflow-secrets-gone-'));
  const cloud = await googleRuns();
  try {
    const folder = new RunFolder(home, run);
    await mkdir(folder.path, { mode: 0o700 });
    const written = new JournalFile(folder.journal);
    const copies = keys.map(key => ({ manager: 'google:research', key }));
    await written.append({ kind: 'intended', at: 1, copies });
    for (const key of keys) {
      await cloud.plant(key);
    }
    await written.append({ kind: 'published', at: 2, copies });
    // Of a supervisor that adopted the run: it wrote nothing of this itself.
    const journal = new JournalFile(folder.journal);
    await journal.read();
    cloud.always('remove', 'deny');
    await rm(folder.path, { recursive: true, maxRetries: 5 });

    const standing: number[] = [];
    const context = retryDeps(folder, cloud.target);
    await retrySweep(
      {
        ...context,
        pause: async () => {
          standing.push((await cloud.standing()).length);
          if (standing.length === 2) {
            cloud.always('remove', null);
          }
        },
      },
      journal,
    );
    assert.deepEqual(standing, [2, 2]);
    assert.deepEqual(await cloud.standing(), []);
    assert.ok(isClosed(await journal.read()));
    await assert.rejects(rm(folder.path), { code: 'ENOENT' });
  } finally {
    await cloud.leave();
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
});
