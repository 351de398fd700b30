import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { sweepCopies } from '../../src/adapters/copies/sweepCopies.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { grace } from '../../src/core/runs/copies/expiry.ts';
import { isClosed } from '../../src/core/runs/record/journal.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { type CloudContext, googleRuns } from '../support/cloudRuns.ts';
import { GoogleServer } from '../support/google/googleServer.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { until } from '../support/until.ts';

/** Stop and SIGTERM while Google Cloud does not respond; `stopWhilePublishing` has the same for AWS. */

const nextflow = await standIn();

interface Fixture {
  readonly cloud: CloudContext;
  readonly server: GoogleServer;
  readonly rig: RunRig;
}

async function context(t: TestContext): Promise<Fixture> {
  const server = await GoogleServer.start();
  const cloud = await googleRuns(server);
  t.after(() => cloud.leave());
  return { cloud, server, rig: await RunRig.create(t, nextflow, {}) };
}

function launch({ cloud, rig }: Fixture): Promise<RunId> {
  const secrets = ['ONE', 'TWO', 'THREE'].map(name => ({
    ...rig.secret(name, 'raw'),
    inStore: false,
  }));
  return rig.launch(secrets, { target: cloud.target, config: '// how tasks get theirs\n' });
}

function called({ server }: Fixture, call: string): Promise<true> {
  return until(
    () => Promise.resolve(server.faults.count(call) > 0 ? true : null),
    `${call} to be called`,
  );
}

const endings = {
  Stop: ({ rig }: Fixture, run: RunId): Promise<unknown> => rig.stop(run),
  SIGTERM: async ({ rig }: Fixture, run: RunId): Promise<void> => {
    process.kill((await rig.find(run)).record.supervisor.pid, 'SIGTERM');
  },
};

for (const [ending, end] of Object.entries(endings)) {
  for (const call of ['createSecret', 'addSecretVersion']) {
    test(`${ending} is obeyed while ${call} of Google does not respond, and what was begun is swept`, async t => {
      const at = await context(t);
      at.server.faults.always(call, 'hang');
      const run = await launch(at);
      await called(at, call);
      await end(at, run);
      const { record } = await at.rig.ended(run);
      assert.ok(record.state.kind === 'ended');
      assert.deepEqual([record.state.outcome, record.process], ['stopped', null]);
      assert.equal(readdirSync(at.rig.launchFolder).includes('started'), false);
      assert.deepEqual(at.rig.leaks(run), []);
      assert.deepEqual(await at.cloud.standing(), []);
      // What was never answered may appear late: it is looked for once more.
      await at.cloud.plant(`tower-${run}-TWO`);
      const folder = new RunFolder(join(at.rig.home, 'runs'), run);
      const journal = new JournalFile(folder.journal);
      assert.deepEqual(await sweepCopies(folder, journal, () => Date.now() + 2 * grace), []);
      assert.deepEqual(await at.cloud.standing(), []);
      assert.ok(isClosed(await journal.read()));
    });
  }

  test(`${ending} gives up waiting for Google while copies are removed; they are tried again`, async t => {
    const at = await context(t);
    const run = await launch(at);
    await at.rig.reached('started');
    at.server.faults.always('deleteSecret', 'hang');
    await at.rig.letGo();
    await called(at, 'deleteSecret');
    await end(at, run);
    await at.rig.ended(run);
    assert.deepEqual(at.rig.leaks(run), [], 'what is here goes all the same');
    assert.equal((await at.rig.find(run)).outstanding.length, 3);
    at.server.faults.always('deleteSecret', null);
    await until(
      async () => ((await at.rig.find(run)).outstanding.length === 0 ? true : null),
      'the copies to be removed',
    );
    assert.deepEqual(await at.cloud.standing(), []);
  });
}
