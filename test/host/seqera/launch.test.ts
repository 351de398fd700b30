import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { PlatformStores } from '../../../src/adapters/seqera/platformStores.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import { RemoteTerminal } from '../../../src/editor/seqera/runs/output/remoteTerminal.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { RemoteRuns } from '../../../src/services/seqera/remoteRuns.ts';
import { answered, Answers } from '../../support/hostAnswers.ts';
import { readyApi } from '../../support/hostApi.ts';
import { FakePlatform } from '../../support/seqera/fakePlatform.ts';
import { endRun, type FakeRun, type RunState } from '../../support/seqera/runState.ts';
import { addSample } from '../../support/seqera/samplePlatform.ts';
import { configureSeqera, mainScript } from '../../support/seqera/seqeraFolder.ts';
import { until } from '../../support/until.ts';

const launch = { computeEnvId: 'ce', pipeline: 'https://x/y', workDir: '' };
const noSecrets = { userSecrets: [], workspaceSecrets: [] };

suite('a launch on Seqera Platform', () => {
  let platform: FakePlatform;
  let runs: RunState;
  let api: ExtensionApi;
  let stores: PlatformStores;

  suiteSetup(async () => {
    api = await readyApi();
    platform = await FakePlatform.start();
    const { ada, rnaseq } = addSample(platform);
    runs = platform.state.runsOf(rnaseq);
    process.env['TOWER_ACCESS_TOKEN'] = ada.token;
    process.env['TOWER_API_ENDPOINT'] = platform.endpoint;
    stores = new PlatformStores(() => Promise.resolve(new SecretValue(ada.token)));
    await configureSeqera(platform.endpoint, 'genomics/rnaseq');
  });

  suiteTeardown(async () => {
    await configureSeqera(undefined, undefined);
    delete process.env['TOWER_ACCESS_TOKEN'];
    delete process.env['TOWER_API_ENDPOINT'];
    await platform.stop();
    assert.deepEqual(platform.problems, []);
  });

  test('of which nobody knows whether it started is told as that, and its run is seen', async () => {
    platform.faults.next('launchWorkflow', { kind: 'lost' });
    const before = runs.runs.length;
    const said = await answered(
      'launchOnSeqera',
      mainScript(),
      'cloud-batch',
      'Pipeline',
      'rnaseq',
      'Plan the Launch',
      /DB_USER|DB_PASSWORD/,
      'Show Runs',
    );
    assert.match(
      said,
      /did not confirm the launch: .*\. The run may have started\. Look at the runs of genomics\/rnaseq before you launch again/,
    );
    assert.equal(platform.count('launchWorkflow'), 1);
    assert.equal(runs.runs.length, before + 1);
    const asked = platform.requests.findIndex(({ operation }) => operation === 'launchWorkflow');
    await until(
      () => platform.requests.slice(asked).some(({ operation }) => operation === 'listWorkflows'),
      'the runs are read again',
    );
    const [run] = runs.runs;
    assert.ok(run);
    endRun(run, 'FAILED', 'ALIGN ended with 1');

    // The command reads them, too, though nobody looks.
    const read = platform.count('listWorkflows');
    await vscode.commands.executeCommand('nextflowSecrets.refreshRuns');
    assert.ok(platform.count('listWorkflows') > read);

    // The same for one that is resumed.
    platform.faults.next('launchWorkflow', { kind: 'status', status: 504 });
    await answered('filterSeqeraRuns', undefined, 'Mine');
    const resumed = await answered('resumeSeqeraRun', undefined, run.runName);
    assert.match(resumed, /did not confirm the launch: 504\. The run may have started/);
    assert.equal(platform.count('launchWorkflow'), 2);
  });

  test('that goes on with a run of somebody else has the secrets of who resumes it', async () => {
    const saved = { ...launch, pipeline: 'https://x/resumed' };
    const secrets = { userSecrets: ['DB_PASSWORD', 'HERS'], workspaceSecrets: ['DB_USER'] };
    const run = runs.addRun('grace', { ...saved, ...secrets }, 50);
    endRun(run, 'FAILED');
    const before = platform.count('launchWorkflow');
    await answered('filterSeqeraRuns', undefined, 'All Users');
    const left = await answered('resumeSeqeraRun', undefined, run.runName);
    assert.match(left, /brave_curie_50 cannot go on as it was\nYou have no secret HERS on/);
    assert.equal(platform.count('launchWorkflow'), before);
    const said = await answered(
      'resumeSeqeraRun',
      undefined,
      run.runName,
      'Launch Anyway',
      'cloud-batch',
    );
    assert.match(said, /Its compute environment does not exist any more/);
    const sent = platform.requests.findLast(({ operation }) => operation === 'launchWorkflow');
    const { launch: asked } = JSON.parse(sent?.body ?? '') as { launch: Record<string, unknown> };
    assert.deepEqual(
      [asked['userSecrets'], asked['workspaceSecrets'], asked['sessionId'], asked['resume']],
      [['DB_USER'], ['DB_PASSWORD'], `session-of-${run.id}`, true],
    );
    await answered('filterSeqeraRuns', undefined, 'Mine');
    runs.runs.splice(0, 2);
  });

  test('finds a pipeline of a launchpad that is too large to be listed', async () => {
    const saved = runs.pipelines[0]?.launch ?? assert.fail();
    while (runs.pipelines.length < 2100) {
      const name = `own-${runs.pipelines.length}`;
      runs.pipelines.push({ id: platform.state.nextId(), name, launch: saved });
    }
    const said = await answered(
      'launchOnSeqera',
      mainScript(),
      'cloud-batch',
      'Pipeline',
      'Search…',
      'own-2050',
      'own-2050',
      'Plan the Launch',
      /DB_USER|DB_PASSWORD/,
    );
    assert.match(said, /only the first 2,000 pipelines are listed/);
    assert.match(said, /pipelines with “own-2050” are listed/);
    assert.equal(platform.count('launchWorkflow'), 4);
    assert.equal(runs.runs[0]?.status, 'SUBMITTED');
    runs.pipelines.splice(1);
  });

  test('is one of the repository that its script is in, where the folder has several', async () => {
    const [opened] = vscode.workspace.workspaceFolders ?? [];
    const clone = join(opened?.uri.fsPath ?? assert.fail(), 'clones/align');
    const script = join(clone, 'flows/align.nf');
    mkdirSync(join(clone, 'flows'), { recursive: true });
    writeFileSync(script, 'workflow { println([secrets.DB_PASSWORD, secrets.NOBODY_HAS]) }\n');
    const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
    for (const words of [
      ['init', '-b', 'main'],
      ['add', '.'],
      ['commit', '-m', 'Begin'],
      ['remote', 'add', 'origin', 'git@ssh.dev.azure.com:v3/genomics/rna/align'],
      ['update-ref', 'refs/remotes/origin/main', 'HEAD'],
      ['branch', '--set-upstream-to=origin/main'],
    ]) {
      execFileSync('git', ['-C', clone, ...author, ...words], { stdio: 'ignore' });
    }
    const uri = vscode.Uri.file(script);
    await until(
      () => api.index.uses().some(({ reference }) => reference.name === 'NOBODY_HAS'),
      'the script is read',
    );
    const plan = ['cloud-batch', 'Plan the Launch', 'DB_PASSWORD'] as const;
    await answered('launchOnSeqera', uri, ...plan);
    const asked = runs.runs[0]?.launch ?? assert.fail();
    const pipeline = 'https://dev.azure.com/genomics/rna/_git/align';
    assert.deepEqual(
      [asked.pipeline, asked.revision, asked.mainScript, asked.workspaceSecrets],
      [pipeline, 'main', 'flows/align.nf', ['DB_PASSWORD']],
    );

    // What the launchpad has of it is compared with the same code.
    const saved = { ...launch, ...noSecrets, pipeline, mainScript: 'flows/align.nf' };
    runs.pipelines.push({ id: platform.state.nextId(), name: 'align', launch: saved });
    await answered('checkLaunchpad', undefined);
    const missing = await answered('addOnSeqera', undefined);
    assert.match(missing, /NOBODY_HAS align/);
    runs.pipelines.pop();
    runs.runs.shift();
  });

  test('from a folder without a remote asks for the repository, and goes on', async () => {
    const said = await answered(
      'launchOnSeqera',
      mainScript(),
      'cloud-batch',
      'Plan the Launch',
      'https://ada:canary@github.com/genomics/other',
      'Plan the Launch',
      /DB_USER|DB_PASSWORD/,
    );
    assert.match(said, /This folder has no remote that the Platform can read/);
    assert.equal(runs.runs[0]?.launch.pipeline, 'https://github.com/genomics/other');
    runs.runs.shift();
  });

  test('in a workspace that is gone leads to the choice of another', async () => {
    await configureSeqera(platform.endpoint, 'genomics/gone');
    using answers = new Answers('Choose Workspace…', /^\$\(cloud\) 127/);
    await vscode.commands.executeCommand('nextflowSecrets.launchOnSeqera', mainScript());
    await until(() => /Use TOWER_ACCESS_TOKEN/.test(answers.shown.join('\n')), 'a sign-in');
    assert.match(answers.shown.join('\n'), /The workspace genomics\/gone does not exist on /);
    await configureSeqera(platform.endpoint, 'genomics/rnaseq');
  });

  for (const status of ['CANCELLED', 'SUCCEEDED', 'FAILED'] as const) {
    test(`is told in its terminal once how it ended: ${status}`, async () => {
      const run = runs.addRun('ada', { ...launch, ...noSecrets }, 70);
      run.status = 'RUNNING';
      const body = JSON.stringify({ log: { entries: ['one', 'two'], forwardToken: null } });
      platform.faults.next('workflowLog', { kind: 'body', body }, 99);
      const text = await watched(run, () => {
        endRun(run, status);
      });
      platform.faults.clear();
      runs.runs.splice(runs.runs.indexOf(run), 1);
      const count = (word: string): number => text.split(word).length - 1;
      assert.equal(
        count(`${status.toLowerCase()} · x/y`) + count(`${status.toLowerCase()} · y`),
        1,
        text,
      );
      assert.deepEqual([count('one'), count('two')], [1, 1], text);
    });
  }

  /** All that the terminal of a run shows, which ends after it was looked at twice. */
  async function watched(run: FakeRun, end: () => void): Promise<string> {
    const log = (what: string): void => {
      assert.fail(what);
    };
    const remote = new RemoteRuns({
      sessions: stores,
      places: () => [],
      later: () => ({ dispose: () => undefined }),
      log: { debug: log, info: log, warn: log, error: log },
    });
    const place = { endpoint: platform.endpoint, user: null, workspace: 'genomics/rnaseq' };
    const deps = {
      remote,
      catalog: api.catalog,
      log: { debug: log, info: log, warn: log, error: log },
    };
    const terminal = new RemoteTerminal(deps, place, run.id);
    let text = '';
    terminal.onDidWrite(written => {
      text += written;
    });
    const before = platform.count('workflowLog');
    terminal.open();
    await until(() => platform.count('workflowLog') >= before + 2, 'two looks');
    end();
    await until(() => /\r\n.*(cancelled|succeeded|failed)/.test(text), text);
    terminal.close();
    remote.dispose();
    return text;
  }
});
