import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { readRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { isAlive, signalProcess } from '../../src/adapters/system/processes.ts';
import { clean, dead, type Finisher, finishers } from '../support/crashes.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { until } from '../support/until.ts';

/** What becomes of a Nextflow that outlives its supervisor. */
type Head = 'lives on' | 'is killed too';

interface Crash {
  readonly at: string;
  /** Where in a run that goes well the crash lies. */
  readonly stage: 'before' | 'while' | 'after';
  readonly finisher: Finisher;
  readonly head: Head;
}

const nextflow = await standIn();

async function launch(t: TestContext, at: string | null): Promise<RunRig> {
  const rig = await RunRig.create(t, nextflow, {}, 'test/support/crashingSupervisor.mjs');
  const log = join(rig.home, 'effects');
  await writeFile(join(rig.home, 'crash.json'), JSON.stringify({ log, at, clock: 0 }));
  return rig;
}

const secrets = (rig: RunRig) => [rig.secret('RAW', 'raw'), rig.secret('ESCAPED', 'escaped')];

interface Effects {
  readonly all: readonly string[];
  /** How many of them come while Nextflow does nothing but wait. */
  readonly untilNextflowEnds: number;
}

/** The effects of a run that goes well, in their order. */
async function effects(t: TestContext): Promise<Effects> {
  const rig = await launch(t, null);
  const run = await rig.launch(secrets(rig), {});
  const lines = (): string[] => readFileSync(join(rig.home, 'effects'), 'utf8').trim().split('\n');
  await quiet(rig);
  const untilNextflowEnds = lines().length;
  await writeFile(join(rig.launchFolder, 'go'), '');
  await rig.ended(run);
  await until(
    () => Promise.resolve(lines().includes('symlink owner.2#1') || null),
    'the run to be given up',
  );
  const all = lines();
  await rig.dispose();
  return { all, untilNextflowEnds };
}

/** Waits until Nextflow runs and what it printed is on disk: nothing more happens by itself. */
async function quiet(rig: RunRig): Promise<void> {
  const folder = new RunFolder(join(rig.home, 'runs'), rig.runs[0] ?? assert.fail('launched'));
  await until(async () => {
    const record = await readRecord(folder.record);
    const printed = existsSync(folder.console) && readFileSync(folder.console).length > 0;
    return printed && record?.state.kind === 'running' ? true : null;
  }, 'the run to be quiet');
}

function crashes({ all, untilNextflowEnds }: Effects): readonly Crash[] {
  const began = all.indexOf('begin#1');
  assert.ok(began > 0 && untilNextflowEnds > began, all.join(', '));
  return all.flatMap((effect, index) => {
    const stage = index < began ? 'before' : index < untilNextflowEnds ? 'while' : 'after';
    const heads: Head[] = stage === 'while' ? ['lives on', 'is killed too'] : ['lives on'];
    const half = /^write(File)? (journal\.jsonl|secrets\.json)/.test(effect);
    return [effect, ...(half ? [`half ${effect}`] : [])].flatMap(at =>
      (Object.keys(finishers) as Finisher[]).flatMap(finisher =>
        heads.map(head => ({ at, stage, finisher, head }) as const),
      ),
    );
  });
}

/**
 * Changes that come in quick succession are written together, so a later write of the record may
 * not come at all in a run that is a little slower or quicker than the one that was looked at.
 */
const repeatedWrite = /run\.json.*#([2-9]|\d\d)/;

/** Whether the supervisor came to the effect at which it is to be killed. */
async function crashed(rig: RunRig, at: string): Promise<boolean> {
  const log = join(rig.home, 'effects');
  const lines = (): string[] =>
    existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
  const record = new RunFolder(join(rig.home, 'runs'), rig.runs[0] ?? assert.fail('launched'))
    .record;
  let calm = 0;
  const came = await until(async () => {
    const { kind } = (await readRecord(record))?.state ?? {};
    // The supervisor writes ten times a second: after so many looks nothing is to come.
    calm = kind === 'running' || kind === 'ended' ? calm + 1 : 0;
    return lines().includes(at) ? 'came' : repeatedWrite.test(at) && calm > 50 ? 'missed' : null;
  }, `the crash at ${at}`);
  return came === 'came';
}

/** Whether the crash came about, and left nothing. */
async function endure(t: TestContext, { at, stage, finisher, head }: Crash): Promise<boolean> {
  const rig = await launch(t, at);
  // A supervisor that dies before it answers is a launch that failed.
  const launched = rig.launch(secrets(rig), {}).catch(() => undefined);
  if (stage === 'after') {
    await quiet(rig);
    await writeFile(join(rig.launchFolder, 'go'), '');
  }
  const came = await crashed(rig, at);
  await launched;
  const folder = new RunFolder(join(rig.home, 'runs'), rig.runs[0] ?? assert.fail('launched'));
  if (!came) {
    await writeFile(join(rig.launchFolder, 'go'), '');
    await clean(rig, folder);
    await rig.dispose();
    return false;
  }
  await dead(folder);
  const record = await readRecord(folder.record);
  if (stage === 'before') {
    // The gate is shut for good: what was not on record has not begun.
    assert.ok(!existsSync(join(rig.launchFolder, 'started')), 'Nextflow began unrecorded');
  }
  if (head === 'is killed too') {
    await signalProcess(record?.process ?? assert.fail('on record'), 'SIGKILL', 'group');
  }
  await finishers[finisher](rig);
  if (stage === 'while' && head === 'lives on') {
    assert.ok(await isAlive(record?.process ?? assert.fail('on record')), 'Nextflow goes on');
    assert.notDeepEqual(rig.leaks(folder.run), [], 'its copies stay while it lives');
  }
  await writeFile(join(rig.launchFolder, 'go'), '');
  await clean(rig, folder);
  await rig.dispose();
  return true;
}

test('a supervisor killed after any of its effects leaves nothing that is not finished', async t => {
  const all = crashes(await effects(t));
  const failed: string[] = [];
  let absent = 0;
  let next = 0;
  const work = async (): Promise<void> => {
    for (let crash = all[next]; crash; crash = all[next]) {
      next += 1;
      const { at, finisher, head } = crash;
      const came = await endure(t, crash).catch((error: unknown) => {
        failed.push(`${at}, ${finisher}, Nextflow ${head}: ${String(error)}`);
        return true;
      });
      absent += came ? 0 : 1;
    }
  };
  await Promise.all([work(), work(), work()]);
  const points = new Set(all.map(({ at }) => at)).size;
  t.diagnostic(
    `${points} points, ${all.length} crashes, ${absent} of which did not come about, ${failed.length} left something`,
  );
  assert.deepEqual(failed, []);
});
