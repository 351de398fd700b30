import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { ownerOf } from '../../src/adapters/runFolders/ownRun.ts';
import { readRecord } from '../../src/adapters/runFolders/recordFile.ts';
import type { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { LocalRunHost } from '../../src/adapters/runs/localRunHost.ts';
import { isAlive } from '../../src/adapters/system/processes.ts';
import { isClosed, outstanding } from '../../src/core/runs/record/journal.ts';
import type { RunRecord } from '../../src/core/runs/record/runRecord.ts';
import { type RunRig } from './runRig.ts';
import { until, waitLimit } from './until.ts';

/** Whoever comes after a supervisor that was killed. */
export const finishers = {
  activation: async (rig: RunRig) => {
    const host = new LocalRunHost({
      root: () => join(rig.home, 'runs'),
      supervisor: resolve('dist/supervisor.js'),
    });
    const results = await host.recover(AbortSignal.timeout(waitLimit));
    host.dispose();
    assert.ok(
      results.every(({ ok }) => ok),
      JSON.stringify(results),
    );
  },
  'command line': async (rig: RunRig) => {
    const args = ['dist/cli.js', 'clean', '--run-directory', join(rig.home, 'runs')];
    await promisify(execFile)(process.execPath, args);
  },
} as const;
export type Finisher = keyof typeof finishers;

/** Waits until nobody who lives owns a run. */
export async function dead(folder: RunFolder): Promise<void> {
  await until(async () => {
    const owner = await ownerOf(folder.path);
    return owner === null || !(await isAlive(owner)) ? true : null;
  }, 'the owner to be gone');
}

/** Zero copies, zero values, a closed journal, nobody left who owns or runs anything. */
export async function clean(rig: RunRig, folder: RunFolder): Promise<void> {
  const record = await until(async () => {
    const now = await readRecord(folder.record);
    return now === null || now.state.kind === 'ended' ? { now } : null;
  }, 'the run to end');
  await dead(folder);
  const entries = await new JournalFile(folder.journal).read();
  assert.deepEqual(outstanding(entries), []);
  assert.ok(isClosed(entries) || (entries.length === 0 && record.now === null), 'not closed');
  assert.deepEqual(rig.leaks(folder.run), []);
  await noHead(record.now);
}

async function noHead(record: RunRecord | null): Promise<void> {
  const head = record?.process;
  if (head) {
    await until(async () => ((await isAlive(head)) ? null : true), 'Nextflow to be gone');
  }
}
