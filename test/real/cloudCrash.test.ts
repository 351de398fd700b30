import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { sweepCopies } from '../../src/adapters/copies/sweepCopies.ts';
import { readRecord, writeRecord } from '../../src/adapters/runFolders/recordFile.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { grace } from '../../src/core/runs/copies/expiry.ts';
import { intended, isClosed } from '../../src/core/runs/record/journal.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { awsRuns, type CloudAct, type CloudContext, googleRuns } from '../support/cloudRuns.ts';
import { replaceInJournal } from '../support/replaceInJournal.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** What is said of a cut network, by whether the connection was there already. */
const lostConnection = /does not respond|was lost/;

const nextflow = await standIn();
const names = Array.from({ length: 12 }, (_, index) => `SECRET_${index}`);

interface Fixture {
  readonly cloud: CloudContext;
  readonly rig: RunRig;
}

const clouds: Readonly<Record<string, () => Promise<CloudContext>>> = {
  AWS: () => awsRuns(requireTool('moto')),
  'Google Cloud': () => googleRuns(),
};

/** A test with a cloud and a pipeline of its own. */
function cloudTest(name: string, what: string, body: (at: Fixture) => Promise<void>): void {
  test(`${name}: ${what}`, async t => {
    const cloud = await (clouds[name] ?? assert.fail())();
    t.after(() => cloud.leave());
    const rig = await RunRig.create(t, nextflow, {});
    await body({ cloud, rig });
  });
}

function launch({ cloud, rig }: Fixture): Promise<RunId> {
  const secrets = names.map(name => ({ ...rig.secret(name, 'raw'), inStore: false }));
  return rig.launch(secrets, { target: cloud.target, config: '// how tasks get theirs\n' });
}

/** A run whose stand-in for Nextflow waits to be let go. */
async function running(at: Fixture): Promise<RunId> {
  const run = await launch(at);
  await at.rig.reached('started');
  return run;
}

/** Waits until so many calls were tried. */
async function tried({ cloud }: Fixture, act: CloudAct, count: number): Promise<void> {
  await until(
    () => Promise.resolve(cloud.count(act) >= count ? true : null),
    `call ${count} to ${act}`,
  );
}

function folderOf({ rig }: Fixture, run: RunId): RunFolder {
  return new RunFolder(join(rig.home, 'runs'), run);
}

/** What a sweep does when no answer can be late any more. */
async function sweepLater(at: Fixture, run: RunId): Promise<readonly string[]> {
  const folder = folderOf(at, run);
  return sweepCopies(folder, new JournalFile(folder.journal), () => Date.now() + 2 * grace);
}

/** Whoever sweeps notes last that all is done. */
async function assertGone(at: Fixture, run: RunId): Promise<void> {
  const journal = new JournalFile(folderOf(at, run).journal);
  await until(
    async () => (isClosed(await journal.read()) ? true : null),
    'the journal to be closed',
  );
  assert.deepEqual(await at.cloud.standing(), []);
  assert.deepEqual(at.rig.leaks(run), []);
}

/** Every copy that stands was intended before: nobody has to search for it. */
async function assertTracked(at: Fixture, run: RunId): Promise<void> {
  const entries = await new JournalFile(folderOf(at, run).journal).read();
  const known = new Set(intended(entries).map(({ key }) => key));
  for (const key of await at.cloud.standing()) {
    assert.ok(known.has(key), `${key} stands and was not intended`);
  }
}

for (const name of Object.keys(clouds)) {
  cloudTest(name, 'a run has its copies while it lives and none afterwards', async at => {
    const run = await running(at);
    assert.equal((await at.cloud.standing()).length, names.length);
    const { record } = await at.rig.find(run);
    const store = await readFile(join(record.storeFolder, 'secrets.json'), 'utf8');
    assert.ok(store.includes('SECRET_3') && !store.includes(at.rig.canary), 'names without values');
    await at.rig.letGo();
    await at.rig.ended(run);
    await assertGone(at, run);
  });

  for (const step of [0, 1, 5, names.length - 1]) {
    cloudTest(name, `killed while copy ${step + 1} is being made`, async at => {
      at.cloud.next('put', ...passing(step), 'hang');
      const run = await launch(at);
      await tried(at, 'put', step + 1);
      await at.rig.kill(run, 'both');
      await assertTracked(at, run);
      const [recovered] = await at.rig.recover();
      assert.equal(recovered?.ok, false, 'a copy may still appear');
      assert.deepEqual(await at.cloud.standing(), []);
      const { outstanding } = await at.rig.find(run);
      assert.match(outstanding[0]?.reason ?? '', /once more/);
      await at.cloud.plant(outstanding[0]?.key ?? '');
      assert.deepEqual(await sweepLater(at, run), []);
      await assertGone(at, run);
    });
  }

  cloudTest(name, 'killed while it removes', async at => {
    const run = await running(at);
    at.cloud.next('remove', ...passing(4), 'hang');
    await at.rig.letGo();
    await tried(at, 'remove', 5);
    await at.rig.kill(run, 'supervisor');
    await assertTracked(at, run);
    assert.deepEqual(await at.rig.recover(), [{ ok: true, value: run }]);
    await assertGone(at, run);
  });

  for (const fault of ['throttle', 'cut', 'lose'] as const) {
    cloudTest(name, `a call that meets “${fault}” is made again, in both directions`, async at => {
      at.cloud.next('put', fault, fault);
      at.cloud.next('remove', fault, fault);
      const run = await running(at);
      assert.equal((await at.cloud.standing()).length, names.length);
      await at.rig.letGo();
      await at.rig.ended(run);
      await assertGone(at, run);
    });
  }

  cloudTest(
    name,
    'a copy that is denied starts nothing, and the others are rolled back',
    async at => {
      // Often, because on AWS a denial may mean the tags alone: it is tried again without them.
      at.cloud.next('put', ...passing(3), ...Array.from({ length: 40 }, () => 'deny' as const));
      const run = await launch(at);
      const { record } = await at.rig.ended(run);
      assert.ok(record.state.kind === 'ended' && record.state.outcome === 'not-started');
      assert.match(record.state.detail ?? '', /does not allow/);
      assert.equal((await readdir(at.rig.launchFolder)).includes('started'), false);
      assert.deepEqual(await at.cloud.standing(), []);
      await sweepLater(at, run);
      await assertGone(at, run);
    },
  );

  for (const fault of ['deny', 'expire'] as const) {
    cloudTest(name, `removals that meet “${fault}” stay outstanding with the reason`, async at => {
      const run = await running(at);
      at.cloud.always('remove', fault);
      await at.rig.letGo();
      const { outstanding } = await at.rig.ended(run);
      assert.equal(outstanding.length, names.length);
      assert.match(outstanding[0]?.reason ?? '', fault === 'deny' ? /does not allow/ : /sign-in/);
      await assertTracked(at, run);
      at.cloud.always('remove', null);
      // Its supervisor tries again by itself.
      await until(
        async () => ((await at.rig.find(run)).outstanding.length === 0 ? true : null),
        'the copies to be removed',
      );
      await assertGone(at, run);
    });
  }

  cloudTest(name, 'the network is cut while it publishes, and comes back', async at => {
    at.cloud.next('put', ...passing(4), 'hang');
    const run = await launch(at);
    await tried(at, 'put', 5);
    at.cloud.network.cut();
    const { record, outstanding } = await at.rig.ended(run);
    assert.ok(record.state.kind === 'ended' && record.state.outcome === 'not-started');
    assert.match(record.state.detail ?? '', lostConnection);
    assert.equal((await readdir(at.rig.launchFolder)).includes('started'), false);
    assert.equal(outstanding.length, names.length);
    assert.match(outstanding[0]?.reason ?? '', lostConnection);
    await assertTracked(at, run);
    at.cloud.network.mend();
    await sweepLater(at, run);
    await assertGone(at, run);
  });

  cloudTest(name, 'the network is cut while it removes, and comes back', async at => {
    const run = await running(at);
    at.cloud.next('remove', ...passing(4), 'hang');
    await at.rig.letGo();
    await tried(at, 'remove', 5);
    at.cloud.network.cut();
    const { record, outstanding } = await at.rig.ended(run);
    assert.ok(record.state.kind === 'ended' && record.state.outcome === 'succeeded');
    assert.match(outstanding[0]?.reason ?? '', lostConnection);
    await assertTracked(at, run);
    at.cloud.network.mend();
    // Its supervisor tries again by itself.
    await until(
      async () => ((await at.rig.find(run)).outstanding.length === 0 ? true : null),
      'the copies to be removed',
    );
    await assertGone(at, run);
  });

  cloudTest(name, 'killed while the network is cut: a later activation removes all', async at => {
    const run = await running(at);
    at.cloud.network.cut();
    await at.rig.kill(run, 'both');
    const [failed] = await at.rig.recover();
    assert.equal(failed?.ok, false);
    assert.equal((await at.cloud.standing()).length, names.length);
    assert.match((await at.rig.find(run)).outstanding[0]?.reason ?? '', lostConnection);
    at.cloud.network.mend();
    const [recovered] = await at.rig.recover();
    assert.deepEqual(recovered, { ok: true, value: run });
    await assertGone(at, run);
  });

  cloudTest(
    name,
    'credentials that expire while it publishes leave nothing untracked',
    async at => {
      at.cloud.next('put', ...passing(5), ...Array.from({ length: 40 }, () => 'expire' as const));
      at.cloud.always('remove', 'expire');
      const run = await launch(at);
      const { record, outstanding } = await at.rig.ended(run);
      assert.ok(record.state.kind === 'ended' && record.state.outcome === 'not-started');
      assert.match(record.state.detail ?? '', /sign-in .* (has expired|is not valid)/);
      assert.equal(outstanding.length, names.length);
      // In Google those that got no value stand, too.
      assert.ok((await at.cloud.standing()).length >= 5);
      await assertTracked(at, run);
      at.cloud.always('remove', null);
      await sweepLater(at, run);
      await assertGone(at, run);
    },
  );

  cloudTest(name, 'in another account or project nothing counts as removed', async at => {
    const run = await running(at);
    await at.rig.kill(run, 'both');
    const folder = folderOf(at, run);
    const journal = readFileSync(folder.journal, 'utf8');
    const elsewhere = replaceInJournal(
      replaceInJournal(journal, 'aws:123456789012', 'aws:999999999999'),
      'google:research',
      'google:elsewhere',
    );
    assert.notEqual(elsewhere, journal);
    await writeFile(folder.journal, elsewhere);
    const reasons = await sweepLater(at, run);
    assert.match(reasons.join(), /credentials of now/);
    assert.equal((await at.cloud.standing()).length, names.length);
    await writeFile(folder.journal, journal);
    assert.deepEqual(await sweepLater(at, run), []);
    await assertGone(at, run);
  });

  cloudTest(name, 'a record that is gone leads to the copies all the same', async at => {
    const run = await running(at);
    await at.rig.kill(run, 'both');
    const folder = folderOf(at, run);
    const record = (await readRecord(folder.record)) ?? assert.fail();
    await writeRecord(folder.record, { ...record, target: null });
    process.env['AWS_PROFILE'] = 'research';
    if (at.cloud.target.kind === 'google-batch') {
      process.env['GOOGLE_APPLICATION_CREDENTIALS'] = at.cloud.target.credentialsFile ?? '';
    }
    assert.deepEqual(await sweepLater(at, run), []);
    await assertGone(at, run);
  });
}

function passing(count: number): readonly null[] {
  return Array.from({ length: count }, () => null);
}
