import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { formatEntry } from '../../src/core/runs/record/journal.ts';
import { cleaned } from '../support/cleaned.ts';
import { runRecord } from '../support/memoryRunHost.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';

/** Programs that may open few files only, beside a long history. */

/** A run of the past of which nothing is left. */
async function pastRun(runs: string, run: string): Promise<void> {
  const folder = join(runs, run);
  const storeFolder = join(folder, 'secrets');
  mkdirSync(folder, { mode: 0o700 });
  const copies = [{ manager: `file:${storeFolder}`, key: 'KEY' }];
  for (const entry of [
    { kind: 'intended', at: 1, copies },
    { kind: 'removed', at: 2, copies },
    { kind: 'closed', at: 3 },
  ] as const) {
    appendFileSync(join(folder, 'journal.jsonl'), `\n${formatEntry(entry)}`, { mode: 0o600 });
  }
  const end = { outcome: 'succeeded', exitCode: 0, signal: null, detail: null } as const;
  const state = { kind: 'ended', at: 3, ...end } as const;
  await writeRecord(join(folder, 'run.json'), runRecord({ run, storeFolder, state }));
}

test('with few files that may be open no run passes for damaged, and one whose Nextflow lives is adopted', async t => {
  const rig = await RunRig.create(t, await standIn(), {});
  const runs = join(rig.home, 'runs');
  const run = await rig.launch([rig.secret('KEY', 'raw')], {});
  await rig.reached('started');
  for (let at = 0; at < 80; at += 1) {
    await pastRun(runs, `pastrun${String(at).padStart(7, '0')}`);
  }
  const few = ['sh', '-c', 'ulimit -n 64 && exec "$0" "$@"', process.execPath];
  const living = cleaned(runs, [], few);
  // Stores of the tests beside this one may be told of.
  assert.equal(living.status, 0, living.out);
  assert.doesNotMatch(living.out, /pastrun|not known:|damaged/);
  assert.notDeepEqual(rig.leaks(run), []);
  await rig.kill(run, 'supervisor');
  const orphan = cleaned(runs, [], few);
  assert.match(orphan.out, new RegExp(`^${run} .* removed when it ends: it still runs$`, 'm'));
  assert.equal(orphan.status, 0);
  assert.notDeepEqual(rig.leaks(run), [], 'its Nextflow has its secrets');
  await rig.letGo();
  await rig.ended(run);
  assert.deepEqual(rig.leaks(run), []);
});
