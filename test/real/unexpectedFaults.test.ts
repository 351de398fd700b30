import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { isClosed } from '../../src/core/runs/record/journal.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';

/** Faults that nobody expected, in the process that owns a run: it ends with a sweep. */

const nextflow = await standIn();

function rigOf(t: TestContext): Promise<RunRig> {
  return RunRig.create(t, nextflow, {}, 'test/support/faultySupervisor.mjs');
}

const faults = [
  'a rejection',
  'a rejection of nothing',
  'an exception',
  'an exception again and again',
];

for (const fault of faults) {
  test(`${fault} while Nextflow runs stops the run, and nothing is left`, async t => {
    const rig = await rigOf(t);
    const run = await rig.launch([rig.secret('KEY', 'raw')], {});
    await rig.reached('started');
    assert.notDeepEqual(rig.leaks(run), []);
    writeFileSync(join(rig.home, 'fault'), fault);
    const { record } = await rig.ended(run);
    assert.ok(record.state.kind === 'ended');
    assert.equal(record.state.outcome, 'stopped');
    assert.deepEqual(rig.leaks(run), []);
    const journal = new JournalFile(new RunFolder(join(rig.home, 'runs'), run).journal);
    assert.ok(isClosed(await journal.read()));
  });
}
