import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { RunRecord } from '../../../src/core/runs/record/runRecord.ts';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import { noticeEnd } from '../../../src/editor/runs/view/noticeEnd.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import type { StoredRun } from '../../../src/services/ports/runs/runHost.ts';
import { secretName } from '../../support/catalogs.ts';
import { writeEndedRun } from '../../support/endedRun.ts';
import { unlessGone } from '../../support/filesWith.ts';
import { Answers } from '../../support/hostAnswers.ts';
import { runRecord } from '../../support/memoryRunHost.ts';
import { until } from '../../support/until.ts';

let api: ExtensionApi;
let folder: vscode.Uri;

suiteSetup(async () => {
  const extension = vscode.extensions.getExtension<ExtensionApi>(
    'nextflow-secrets.nextflow-secrets',
  );
  api = (await extension?.activate()) ?? assert.fail('the extension gives tests its parts');
  folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
  await until(() => api.index.complete && api.catalog.current.complete);
  // A window on a remote folder may leave out what the user's own settings say of a machine.
  await configure('nextflowPath', process.env['NFS_NEXTFLOW'] ?? assert.fail('Nextflow is there'));
});

suite('tasks', function () {
  test('are found for the entry scripts of a folder', async () => {
    const found = await vscode.tasks.fetchTasks({ type: 'nextflow-secrets' });
    const names = found.filter(({ source }) => source !== 'Workspace').map(({ name }) => name);
    assert.deepEqual(names.sort(), ['run broken.nf', 'run half-stubbed.nf', 'run main.nf']);
  });

  test('do not start without a secret that they must have', async () => {
    assert.equal(await ended(await start('strict')), 127);
    assert.deepEqual(records(), []);
  });

  test('end with Nextflow’s exit code and put its errors on their lines', async () => {
    assert.equal(await ended(await start('broken')), 1);
    const uri = vscode.Uri.joinPath(folder, 'broken.nf');
    await until(() => vscode.languages.getDiagnostics(uri).length > 0);
    const [problem] = vscode.languages.getDiagnostics(uri);
    assert.equal(problem?.message, 'No such variable: undefined_thing');
    assert.equal(problem.range.start.line, 1);
    assert.equal(problem.source, 'nextflow');
  });

  test('stop their run when they are terminated, and no copy stays', async () => {
    const signal = new AbortController().signal;
    const value = new SecretValue('canary-9d1c');
    assert.ok((await api.editor.add(userScope, secretName('TOKEN'), value, signal)).ok);
    const execution = await start('slow');
    await until(() => records().some(({ progress }) => progress.submitted > 0));
    const [record] = records().filter(({ state }) => state.kind !== 'ended');
    assert.ok(record && existsSync(record.storeFolder));
    execution.terminate();
    await until(() => records().every(({ state }) => state.kind === 'ended'));
    const state = records().find(({ run }) => run === record.run)?.state;
    assert.equal(state?.kind === 'ended' && state.outcome, 'stopped');
    assert.ok(!existsSync(record.storeFolder));
  });
});

suite('a test run', function () {
  test('runs the scripts themselves where a process has no stub, and comes to its end', async () => {
    const run = await vscode.commands.executeCommand<string>('nextflowSecrets.testRun', {
      script: vscode.Uri.joinPath(folder, 'half-stubbed.nf'),
      confirm: false,
    });
    const of = (): RunRecord | undefined => records().find(record => record.run === run);
    await until(() => of()?.state.kind === 'ended');
    const record = of();
    assert.equal(record?.options?.stub, false);
    assert.equal(record.state.kind === 'ended' && record.state.outcome, 'succeeded');
  });
});

suite('a run by command', function () {
  test('puts Nextflow’s errors on their lines, until the file is changed', async () => {
    const uri = vscode.Uri.joinPath(folder, 'broken.nf');
    // What the task left is the task's.
    const own = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
    const before = own().length;
    await vscode.commands.executeCommand('nextflowSecrets.testRun', {
      script: uri,
      confirm: false,
    });
    await until(() => own().length === before + 1);
    const problem = own().at(-1);
    assert.deepEqual(
      [problem?.message, problem?.range.start.line, problem?.source],
      ['No such variable: undefined_thing', 1, 'nextflow'],
    );
    const document = await vscode.workspace.openTextDocument(uri);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(uri, new vscode.Position(0, 0), '// changed\n');
    await vscode.workspace.applyEdit(edit);
    await until(() => own().length <= before);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

suite('the end of a run', () => {
  const stored = (outcome: 'succeeded' | 'failed', path: string): StoredRun => ({
    record: runRecord({
      folder: path,
      launchFolder: path,
      work: { kind: 'pipeline', script: `${path}/main.nf` },
      state: { kind: 'ended', at: 1, outcome, exitCode: 0, signal: null, detail: null },
    }),
    outstanding: [],
    intended: [],
    alive: false,
  });

  test('is told where nobody can have seen it, and where it went wrong', async () => {
    const { fsPath } = folder;
    const announced = async (run: StoredRun, focused: boolean): Promise<readonly string[]> => {
      using answers = new Answers();
      await noticeEnd(run, focused);
      return answers.shown;
    };
    assert.deepEqual(await announced(stored('succeeded', fsPath), true), []);
    assert.match(
      (await announced(stored('succeeded', fsPath), false)).join(),
      /^main\.nf succeeded/,
    );
    assert.match((await announced(stored('failed', fsPath), true)).join(), /^main\.nf failed/);
    // Windows on other folders have nothing to do with it.
    assert.deepEqual(await announced(stored('failed', '/elsewhere'), false), []);
  });
});

suite('a run that nothing can finish', () => {
  const state = (): string => process.env['XDG_STATE_HOME'] ?? '';
  const place = (run: string): string => join(state(), 'nextflow-secrets/runs', run);
  /** A listing that has begun before a run was written does not know it. */
  const removed = (command: string, run: string): Promise<string> =>
    until(async () => {
      await vscode.commands.executeCommand('nextflowSecrets.refreshRuns');
      using answers = new Answers('Remove');
      await vscode.commands.executeCommand(`nextflowSecrets.${command}`, { run });
      return answers.left === 0 ? answers.shown.join('\n') : null;
    });
  const about = { folder: '/elsewhere', script: 'old.nf', hours: 1 };

  test('is removed from the history after a question that tells what may remain', async () => {
    const left = [{ manager: 'vault:ships.example', key: 'TOKEN' }];
    writeEndedRun(state(), { ...about, run: 'Leftcopy000001', left });
    assert.match(
      await removed('forgetRun', 'Leftcopy000001'),
      /although copies.*may remain[^]*TOKEN \(vault:ships\.example\)[^]*only “Find Leftovers”/,
    );
    assert.ok(!existsSync(place('Leftcopy000001')));
  });

  test('so is one that cannot be read, from its row and by its key', async () => {
    for (const command of ['forgetRun', 'removeRun']) {
      writeEndedRun(state(), { ...about, run: 'Unreadable0001' });
      writeFileSync(join(place('Unreadable0001'), 'run.json'), '{');
      assert.match(
        await removed(command, 'Unreadable0001'),
        /cannot be read[^]*run\.json is damaged[^]*Copies in a cloud may remain/,
      );
      assert.ok(!existsSync(place('Unreadable0001')));
    }
  });
});

suite('nf-test', function () {
  test('has lenses that name what the tested code refers to', async () => {
    const uri = vscode.Uri.joinPath(folder, 'tests/main.nf.test');
    await vscode.workspace.openTextDocument(uri);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      100,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['$(beaker) Run tests with 1 secret', '$(beaker) Run test with secrets'],
    );
  });

  test('is given the secrets of the tested process, and leaves no copy', async () => {
    await configure('nfTestPath', vscode.Uri.joinPath(folder, 'nf-test').fsPath);
    const file = vscode.Uri.joinPath(folder, 'tests/main.nf.test');
    const run = await vscode.commands.executeCommand<string>('nextflowSecrets.runTests', {
      file,
      only: 'aligns',
      confirm: false,
    });
    const of = (): RunRecord | undefined => records().find(record => record.run === run);
    await until(() => of()?.state.kind === 'ended');
    const recorded = readFileSync(join(folder.fsPath, 'nf-test.recorded'), 'utf8');
    assert.deepEqual(recorded.trim().split('\n'), [
      'arguments: test tests/main.nf.test --tag aligns',
      '"name":"TOKEN"',
      '"name":"NEXTFLOW_SECRETS_SALT"',
      'nextflow is found',
    ]);
    const state = of()?.state;
    assert.equal(state?.kind === 'ended' && state.exitCode, 3);
    assert.ok(!existsSync(of()?.storeFolder ?? ''));
  });
});

async function configure(setting: string, value: string): Promise<void> {
  await vscode.workspace
    .getConfiguration('nextflowSecrets')
    .update(setting, value, vscode.ConfigurationTarget.Workspace);
}

async function start(name: string): Promise<vscode.TaskExecution> {
  const tasks = await vscode.tasks.fetchTasks({ type: 'nextflow-secrets' });
  const task = tasks.find(it => it.name === name) ?? assert.fail(`there is a task ${name}`);
  return vscode.tasks.executeTask(task);
}

/** A task's exit code. */
function ended(execution: vscode.TaskExecution): Promise<number | undefined> {
  return new Promise(resolve => {
    const subscription = vscode.tasks.onDidEndTaskProcess(event => {
      if (event.execution === execution) {
        subscription.dispose();
        resolve(event.exitCode);
      }
    });
  });
}

/** What the runs' folders tell, which supervisors make and clean up meanwhile. */
function records(): RunRecord[] {
  const root = join(process.env['XDG_STATE_HOME'] ?? '', 'nextflow-secrets/runs');
  return (unlessGone(() => readdirSync(root)) ?? []).flatMap(run => {
    const text = unlessGone(() => readFileSync(join(root, run, 'run.json'), 'utf8'));
    return text === null ? [] : [JSON.parse(text) as RunRecord];
  });
}
