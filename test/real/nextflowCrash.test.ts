import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { signalProcess } from '../../src/adapters/system/processes.ts';
import { clean, dead, type Finisher, finishers } from '../support/crashes.ts';
import { RunRig } from '../support/runRig.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** Two tasks that read a secret; the second waits for a file `go`, so that a run can be met in it. */
const pipeline = `
process FIRST {
  secret 'RAW'
  output: val true
  script: "touch $launchDir/started; test \\\${#RAW} -gt 9"
}
process SECOND {
  secret 'RAW'
  input: val ready
  script: "touch $launchDir/second; while [ -d $launchDir ] && [ ! -e $launchDir/go ]; do sleep 0.2; done; test \\\${#RAW} -gt 9"
}
workflow { FIRST() | SECOND }
`;

const midTask = 'a task runs';

/** When the supervisor is killed: after one of its effects, or in the middle of a task. */
const points = [
  ['writeFile secrets.json#1', 'activation'],
  ['begin#1', 'command line'],
  ['begin#1', 'activation'],
  [midTask, 'activation'],
  [midTask, 'command line'],
  ['Nextflow ended#1', 'activation'],
  ['Nextflow ended#1', 'command line'],
] as const;

for (const [at, finisher] of points) {
  test(`real Nextflow, killed at “${at}”: ${finisher} leaves nothing`, async t => {
    await endure(t, at, finisher, false);
  });
}

for (const finisher of ['activation', 'command line'] as const) {
  test(`real Nextflow, killed with its supervisor in a task: ${finisher} leaves nothing`, async t => {
    await endure(t, midTask, finisher, true);
  });
}

async function endure(
  t: TestContext,
  at: string,
  finisher: Finisher,
  headToo: boolean,
): Promise<void> {
  const rig = await crashing(t, at === midTask ? null : at);
  if (at === 'Nextflow ended#1') {
    await writeFile(join(rig.launchFolder, 'go'), '');
  }
  // A supervisor that dies before it answers is a launch that failed.
  await rig.launch([rig.secret('RAW', 'raw')], {}).catch(() => undefined);
  const folder = new RunFolder(join(rig.home, 'runs'), rig.runs[0] ?? assert.fail('launched'));
  await (at === midTask ? killInTask(rig, folder, headToo) : crash(rig, at));
  await dead(folder);
  await finishers[finisher](rig);
  if (at === midTask && !headToo) {
    // The tasks of a Nextflow that lives on find their secrets.
    assert.notDeepEqual(rig.leaks(folder.run), []);
  }
  await writeFile(join(rig.launchFolder, 'go'), '');
  await clean(rig, folder);
  const state = (await readRecord(folder.record))?.state;
  const goesOn = at !== 'writeFile secrets.json#1' && !headToo;
  assert.equal(state?.kind === 'ended' && state.outcome, goesOn ? 'succeeded' : 'lost');
}

async function killInTask(rig: RunRig, folder: RunFolder, headToo: boolean): Promise<void> {
  await rig.reached('second');
  const record = (await readRecord(folder.record)) ?? assert.fail('on record');
  await signalProcess(record.supervisor, 'SIGKILL', 'process');
  if (headToo) {
    await signalProcess(record.process ?? assert.fail('on record'), 'SIGKILL', 'process');
  }
}

async function crash(rig: RunRig, at: string): Promise<void> {
  const effects = join(rig.home, 'effects');
  const came = (): boolean =>
    existsSync(effects) && readFileSync(effects, 'utf8').split('\n').includes(at);
  await until(() => Promise.resolve(came() || null), `the crash at ${at}`);
}

async function crashing(t: TestContext, at: string | null): Promise<RunRig> {
  const nextflow = requireTool('Nextflow');
  const files = { 'main.nf': pipeline };
  const rig = await RunRig.create(t, nextflow, files, 'test/support/crashingSupervisor.mjs');
  const log = join(rig.home, 'effects');
  await writeFile(join(rig.home, 'crash.json'), JSON.stringify({ log, at, clock: 0 }));
  return rig;
}
