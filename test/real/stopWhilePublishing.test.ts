import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { JournalFile } from '../../src/adapters/copies/journalFile.ts';
import { sweepCopies } from '../../src/adapters/copies/sweepCopies.ts';
import { RunFolder } from '../../src/adapters/runFolders/runFolder.ts';
import { identify, isAlive } from '../../src/adapters/system/processes.ts';
import type { RunTarget } from '../../src/core/runs/backends/runTarget.ts';
import { grace } from '../../src/core/runs/copies/expiry.ts';
import { isClosed, outstanding } from '../../src/core/runs/record/journal.ts';
import type { RunId } from '../../src/core/runs/record/runId.ts';
import { type AwsContext, sharedAwsContext } from '../support/awsContext.ts';
import { MotoSecrets } from '../support/motoSecrets.ts';
import { RunRig } from '../support/runRig.ts';
import { standIn } from '../support/standIn.ts';
import { test } from '../support/test.ts';
import { requireTool } from '../support/tools.ts';
import { until } from '../support/until.ts';

/** Stop while a cloud, or the program that gives its credentials, does not respond. */

const nextflow = await standIn();
const awsContext = sharedAwsContext();

interface Fixture {
  readonly aws: AwsContext;
  readonly rig: RunRig;
  readonly secrets: MotoSecrets;
}

async function context(t: TestContext): Promise<Fixture> {
  const moto = requireTool('moto');
  const aws = await awsContext(moto);
  const rig = await RunRig.create(t, nextflow, {});
  const keys = { id: 'AKIARESEARCH', secret: 'research-key' };
  return { aws, rig, secrets: new MotoSecrets(aws.moto.url, keys) };
}

function launch({ rig }: Fixture, profile = 'research'): Promise<RunId> {
  const secrets = ['ONE', 'TWO', 'THREE'].map(name => rig.secret(name, 'raw'));
  const target: RunTarget = {
    kind: 'aws-batch',
    region: 'eu-west-1',
    profile,
    executionRole: null,
  };
  return rig.launch(secrets, { target, config: '// how tasks get theirs\n' });
}

function folderOf({ rig }: Fixture, run: RunId): RunFolder {
  return new RunFolder(join(rig.home, 'runs'), run);
}

function called({ aws }: Fixture, action: string, times: number): Promise<true> {
  return until(
    () => Promise.resolve(aws.proxy.count(action) >= times ? true : null),
    `${action} to be called`,
  );
}

/** That the run was stopped before its Nextflow began, and that nothing of it is left here. */
async function stopped(at: Fixture, run: RunId): Promise<void> {
  const { record } = await at.rig.ended(run);
  assert.ok(record.state.kind === 'ended');
  assert.deepEqual([record.state.outcome, record.state.detail], ['stopped', null]);
  assert.equal(record.process, null);
  assert.equal(readdirSync(at.rig.launchFolder).includes('started'), false);
  assert.deepEqual(at.rig.leaks(run), []);
}

test('Stop is obeyed while a copy is being made and the cloud does not respond, and what was begun is swept', async t => {
  const at = await context(t);
  // Each is tried again and again.
  at.aws.proxy.next('CreateSecret', null, ...Array.from({ length: 50 }, () => 'hang' as const));
  const run = await launch(at);
  await called(at, 'CreateSecret', 3);
  await at.rig.stop(run);
  await stopped(at, run);
  assert.deepEqual(await at.secrets.names(), []);
  // What was never answered may appear late: it is looked for once more.
  const folder = folderOf(at, run);
  const journal = new JournalFile(folder.journal);
  assert.match(outstanding(await journal.read())[0]?.reason ?? '', /once more in a minute/);
  await at.secrets.create(`tower-${run}/TWO`);
  const later = (): number => Date.now() + 2 * grace;
  assert.deepEqual(await sweepCopies(folder, journal, later), []);
  assert.deepEqual(await at.secrets.names(), []);
  assert.ok(isClosed(await journal.read()));
});

test('SIGTERM is obeyed while a program that gives credentials does not respond, and that is ended', async t => {
  const at = await context(t);
  const [asked, program] = [join(at.aws.folder, 'asked'), join(at.aws.folder, 'program')];
  appendFileSync(
    join(at.aws.folder, 'config'),
    `[profile hanging]\nregion = eu-west-1\ncredential_process = sh ${program}\n`,
  );
  // Deaf, in a process that its shell has started.
  writeFileSync(
    program,
    `(trap '' TERM; exec sh -c 'echo $$ > ${asked}.new; mv ${asked}.new ${asked}; while :; do sleep 1; done')\n`,
  );
  const run = await launch(at, 'hanging');
  await until(
    () => Promise.resolve(readdirSync(at.aws.folder).includes('asked') ? true : null),
    'the program to be asked',
  );
  process.kill((await at.rig.find(run)).record.supervisor.pid, 'SIGTERM');
  await stopped(at, run);
  assert.ok(isClosed(await new JournalFile(folderOf(at, run).journal).read()));
  const left = await identify(Number(readFileSync(asked, 'utf8')));
  await until(async () => !(await isAlive(left)), 'the program to be ended');
});

test('Stop gives up waiting for a cloud that does not respond while copies are removed; they are tried again', async t => {
  const at = await context(t);
  const run = await launch(at);
  await at.rig.reached('started');
  at.aws.proxy.always('DeleteSecret', 'hang');
  await at.rig.letGo();
  await called(at, 'DeleteSecret', 1);
  await at.rig.stop(run);
  const found = await at.rig.find(run);
  assert.ok(found.record.state.kind === 'ended' && found.record.state.outcome === 'succeeded');
  assert.equal(found.outstanding.length, 3);
  assert.match(found.outstanding[0]?.reason ?? '', /stopped before .* answered/);
  assert.deepEqual(at.rig.leaks(run), [], 'what is here goes all the same');
  at.aws.proxy.always('DeleteSecret', null);
  await until(
    async () => ((await at.rig.find(run)).outstanding.length === 0 ? true : null),
    'the copies to be removed',
  );
  assert.deepEqual(await at.secrets.names(), []);
});
