import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { isClosed } from '../../src/core/runs/record/journal.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { awsRuns, type CloudContext, googleRuns } from '../support/cloudRuns.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** A run that is adopted while its cloud does not give the values back that are to be redacted. */

const nextflow = await standIn();

const clouds: Readonly<Record<string, () => Promise<CloudContext>>> = {
  AWS: () => awsRuns(requireTool('moto')),
  Google: () => googleRuns(),
};

interface Adopted {
  readonly cloud: CloudContext;
  readonly rig: RunRig;
  readonly run: RunId;
}

/** One whose new supervisor waits for an answer. */
async function adopted(t: TestContext, open: () => Promise<CloudContext>): Promise<Adopted> {
  const cloud = await open();
  t.after(() => cloud.leave());
  const rig = await RunRig.create(t, nextflow, {});
  const secrets = ['ONE', 'TWO'].map(name => ({ ...rig.secret(name, 'raw'), inStore: false }));
  const run = await rig.launch(secrets, { target: cloud.target, config: '// theirs\n' });
  await rig.reached('started');
  await rig.kill(run, 'supervisor');
  cloud.always('read', 'hang');
  assert.ok((await rig.recover()).every(({ ok }) => ok));
  await until(
    () => Promise.resolve(cloud.count('read') > 0 ? true : null),
    'the values to be asked for',
  );
  return { cloud, rig, run };
}

/** That it is over, and nothing of it is left. */
async function over({ cloud, rig, run }: Adopted, outcome: RegExp): Promise<void> {
  const { record } = await rig.ended(run);
  assert.ok(record.state.kind === 'ended');
  assert.match(record.state.outcome, outcome);
  assert.deepEqual(rig.leaks(run), []);
  assert.deepEqual(await cloud.standing(), []);
  const journal = new JournalFile(new RunFolder(join(rig.home, 'runs'), run).journal);
  assert.ok(isClosed(await journal.read()));
}

/** Sooner than anybody gives up waiting by itself, in milliseconds. */
const soon = 20_000;

for (const [name, open] of Object.entries(clouds)) {
  test(`${name}: Stop is obeyed by who adopts a run while values are waited for`, async t => {
    const at = await adopted(t, open);
    const before = Date.now();
    await at.rig.stop(at.run);
    await over(at, /^stopped$/);
    assert.ok(Date.now() - before < soon, `${Date.now() - before} ms`);
  });

  test(`${name}: SIGTERM is obeyed by who adopts a run while values are waited for`, async t => {
    const at = await adopted(t, open);
    const before = Date.now();
    process.kill((await at.rig.find(at.run)).record.supervisor.pid, 'SIGTERM');
    await over(at, /^stopped$/);
    assert.ok(Date.now() - before < soon, `${Date.now() - before} ms`);
  });

  test(`${name}: a run whose values never come back is swept when it ends, and keeps no output`, async t => {
    const at = await adopted(t, open);
    await at.rig.letGo();
    await over(at, /^lost$|^succeeded$/);
    const console = await at.rig.host.readConsole(at.run, 0);
    assert.match(console, /Output is skipped from here on: ONE, TWO/);
    assert.ok(!console.includes(at.rig.canary));
  });
}
