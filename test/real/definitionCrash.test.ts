import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { sweepCopies } from '../../src/adapters/copies/sweepCopies.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import type { RunTarget } from '../../src/core/runs/backends/runTarget.ts';
import { grace } from '../../src/core/runs/copies/expiry.ts';
import { intended, isClosed } from '../../src/core/runs/record/journal.ts';
import type { RunDefinition } from '../../src/core/runs/record/runDefinition.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { type AwsContext, awsContext } from '../support/awsContext.ts';
import { MotoBatch } from '../support/motoBatch.ts';
import { MotoSecrets } from '../support/motoSecrets.ts';
import { replaceInJournal } from '../support/replaceInJournal.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until, waitLimit } from '../support/until.ts';

/** Runs whose secrets AWS Batch delivers, killed and refused at each step of their job definitions. */

const nextflow = await standIn();
const processes = ['ALIGN', 'CALL', 'REPORT', 'UPLOAD'];
const role = 'arn:aws:iam::123456789012:role/TowerForge-abc-ExecutionRole';
const target: RunTarget = {
  kind: 'aws-batch',
  region: 'eu-west-1',
  profile: 'research',
  executionRole: role,
};

interface Fixture {
  readonly aws: AwsContext;
  readonly rig: RunRig;
  readonly batch: MotoBatch;
  readonly secrets: MotoSecrets;
}

async function context(t: TestContext): Promise<Fixture> {
  const moto = requireTool('moto');
  const aws = await awsContext(moto);
  t.after(() => aws.leave());
  const rig = await RunRig.create(t, nextflow, {});
  const keys = { id: 'AKIARESEARCH', secret: 'research-key' };
  return {
    aws,
    rig,
    batch: new MotoBatch(aws.moto.url),
    secrets: new MotoSecrets(aws.moto.url, keys),
  };
}

function launch({ rig }: Fixture): Promise<RunId> {
  const secrets = processes.map(name => ({ ...rig.secret(`${name}_KEY`, 'raw'), inStore: false }));
  return rig.launch(secrets, { target, config: '// how tasks get theirs\n', definitions });
}

function definitions(run: RunId): readonly RunDefinition[] {
  return processes.map(name => ({
    key: `tower-${run}-${name}`,
    secrets: [`${name}_KEY`],
    image: `quay.io/lab/${name.toLowerCase()}:1.0`,
    jobRole: null,
    logsGroup: null,
    mounts: [],
    fargate: false,
  }));
}

function journalOf({ rig }: Fixture, run: RunId): JournalFile {
  return new JournalFile(new RunFolder(join(rig.home, 'runs'), run).journal);
}

/** What a sweep does when no answer can be late any more. */
function sweepLater(at: Fixture, run: RunId): Promise<readonly string[]> {
  const folder = new RunFolder(join(at.rig.home, 'runs'), run);
  return sweepCopies(folder, journalOf(at, run), () => Date.now() + 2 * grace);
}

async function assertGone(at: Fixture, run: RunId): Promise<void> {
  // Whoever sweeps notes last that all is done.
  await until(async () => isClosed(await journalOf(at, run).read()), 'the journal to be closed');
  assert.deepEqual(await at.batch.names(), []);
  assert.deepEqual(await at.secrets.names(), []);
  assert.deepEqual(at.rig.leaks(run), []);
}

/** Every definition that stands was intended before: nobody has to search for it. */
async function assertTracked(at: Fixture, run: RunId): Promise<void> {
  const known = new Set(intended(await journalOf(at, run).read()).map(({ key }) => key));
  for (const name of await at.batch.names()) {
    assert.ok(known.has(name), `${name} stands and was not intended`);
  }
}

async function killSupervisor({ rig }: Fixture, run: RunId): Promise<void> {
  const { state } = (await rig.find(run)).record;
  await rig.kill(run, state.kind === 'sweeping' ? 'supervisor' : 'both');
}

function go({ rig }: Fixture): Promise<void> {
  return writeFile(join(rig.launchFolder, 'go'), '');
}

function called({ aws }: Fixture, action: string, more: number): Promise<true> {
  return until(
    () => Promise.resolve(aws.proxy.count(action) > more ? true : null),
    `${action} to be called`,
  );
}

function passing(count: number): readonly null[] {
  return Array.from({ length: count }, () => null);
}

test('a run has its job definitions while it lives and none afterwards', async t => {
  const at = await context(t);
  const run = await launch(at);
  await at.rig.reached('started');
  const active = await at.batch.active();
  assert.deepEqual(
    active.map(({ jobDefinitionName }) => jobDefinitionName).sort(),
    processes.map(name => `tower-${run}-${name}`),
  );
  for (const { jobDefinitionName = '', containerProperties, tags } of active) {
    const name = jobDefinitionName.split('-')[2] ?? '';
    const key = `${name}_KEY`;
    const { ARN } = await at.secrets.describe(`tower-${run}/${key}`);
    assert.deepEqual(containerProperties?.secrets, [{ name: key, valueFrom: ARN }]);
    assert.equal(containerProperties.executionRoleArn, role);
    assert.equal(containerProperties.image, `quay.io/lab/${name.toLowerCase()}:1.0`);
    assert.equal(tags?.['nextflow-secrets-run'], run);
  }
  assert.ok(!JSON.stringify(active).includes(at.rig.canary));
  const { outstanding } = await at.rig.find(run);
  assert.ok(outstanding.some(({ manager }) => manager === 'batch:123456789012:eu-west-1'));
  await go(at);
  await at.rig.ended(run);
  await assertGone(at, run);
});

for (const [step, name] of processes.entries()) {
  test(`killed while the definition of ${name} is being registered`, async t => {
    const at = await context(t);
    at.aws.proxy.next('RegisterJobDefinition', ...passing(step), 'hang');
    const run = await launch(at);
    await called(at, 'RegisterJobDefinition', step);
    await killSupervisor(at, run);
    await assertTracked(at, run);
    const [recovered] = await at.rig.host.recover(AbortSignal.timeout(waitLimit));
    assert.equal(recovered?.ok, false, 'a definition may still appear');
    assert.deepEqual([await at.batch.names(), await at.secrets.names()], [[], []]);
    const { outstanding } = await at.rig.find(run);
    assert.match(outstanding[0]?.reason ?? '', /once more/);
    await at.batch.register(`tower-${run}-${name}`);
    assert.deepEqual(await sweepLater(at, run), []);
    await assertGone(at, run);
  });

  test(`killed while definition ${step + 1} is being deregistered`, async t => {
    const at = await context(t);
    const run = await launch(at);
    await at.rig.reached('started');
    at.aws.proxy.next('DeregisterJobDefinition', ...passing(step), 'hang');
    await go(at);
    await called(at, 'DeregisterJobDefinition', step);
    await killSupervisor(at, run);
    await assertTracked(at, run);
    assert.deepEqual(await at.rig.host.recover(AbortSignal.timeout(waitLimit)), [
      { ok: true, value: run },
    ]);
    await assertGone(at, run);
  });
}

for (const fault of ['throttle', 'cut', 'lose', 'fail'] as const) {
  test(`a call that meets “${fault}” is made again, in both directions`, async t => {
    const at = await context(t);
    at.aws.proxy.next('RegisterJobDefinition', fault, fault);
    at.aws.proxy.next('DescribeJobDefinitions', fault);
    at.aws.proxy.next('DeregisterJobDefinition', fault, fault);
    const run = await launch(at);
    await at.rig.reached('started');
    assert.equal((await at.batch.names()).length, processes.length);
    await go(at);
    await at.rig.ended(run);
    await assertGone(at, run);
  });
}

test('a definition that is denied starts nothing, and all that was made is rolled back', async t => {
  const at = await context(t);
  // Often, because a denial may mean the tags alone: it is tried again without them.
  const denials = Array.from({ length: 8 }, () => 'deny' as const);
  at.aws.proxy.next('RegisterJobDefinition', null, ...denials);
  const run = await launch(at);
  const { record } = await at.rig.ended(run);
  assert.ok(record.state.kind === 'ended' && record.state.outcome === 'not-started');
  assert.match(
    record.state.detail ?? '',
    /job definitions could not be registered: AWS does not allow batch:RegisterJobDefinition on tower-/,
  );
  assert.equal((await readdir(at.rig.launchFolder)).includes('started'), false);
  assert.deepEqual([await at.batch.names(), await at.secrets.names()], [[], []]);
  await sweepLater(at, run);
  await assertGone(at, run);
});

for (const [action, fault, reason] of [
  ['DeregisterJobDefinition', 'deny', /does not allow batch:DeregisterJobDefinition/],
  ['DescribeJobDefinitions', 'deny', /does not allow batch:DescribeJobDefinitions/],
  ['DeregisterJobDefinition', 'expire', /sign-in/],
] as const) {
  test(`definitions stay outstanding with the reason where ${action} meets “${fault}”`, async t => {
    const at = await context(t);
    const run = await launch(at);
    await at.rig.reached('started');
    at.aws.proxy.always(action, fault);
    await go(at);
    const { outstanding } = await at.rig.ended(run);
    assert.deepEqual(
      outstanding.map(({ key }) => key).sort(),
      processes.map(name => `tower-${run}-${name}`),
    );
    assert.match(outstanding[0]?.reason ?? '', reason);
    assert.deepEqual(await at.secrets.names(), [], 'copies go all the same');
    await assertTracked(at, run);
    at.aws.proxy.always(action, null);
    // Its supervisor tries again by itself.
    await until(
      async () => ((await at.rig.find(run)).outstanding.length === 0 ? true : null),
      'the definitions to be removed',
    );
    await assertGone(at, run);
  });
}

test('what a journal names and is nothing of its run is left alone', async t => {
  const at = await context(t);
  const run = await launch(at);
  await at.rig.reached('started');
  await killSupervisor(at, run);
  await at.batch.register('tower-1k0K4WlGep8ZTM-ALIGN');
  const { journal } = new RunFolder(join(at.rig.home, 'runs'), run);
  const text = await readFile(journal, 'utf8');
  await writeFile(
    journal,
    replaceInJournal(text, `tower-${run}-ALIGN`, 'tower-1k0K4WlGep8ZTM-ALIGN'),
  );
  assert.match((await sweepLater(at, run)).join(), /is nothing of this run/);
  assert.deepEqual(
    await at.batch.names(),
    ['tower-1k0K4WlGep8ZTM-ALIGN', `tower-${run}-ALIGN`].sort(),
  );
  await writeFile(journal, text);
  assert.deepEqual(await sweepLater(at, run), []);
  assert.deepEqual(await at.batch.names(), ['tower-1k0K4WlGep8ZTM-ALIGN']);
});
