import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { type SecretScope, userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { secretName } from '../../support/catalogs.ts';
import { drawTree, lensTitles } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

const signal = new AbortController().signal;
const canary = 'canary-b5c1f4d2';
let api: ExtensionApi;
let folder: vscode.Uri;
let workspace: SecretScope;

suiteSetup(async () => {
  const extension = vscode.extensions.getExtension<ExtensionApi>(
    'nextflow-secrets.nextflow-secrets',
  );
  api = (await extension?.activate()) ?? assert.fail('the extension gives tests its parts');
  folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
  workspace = { kind: 'workspace', folder: folder.toString() };
  await until(() => api.index.complete && api.catalog.current.complete);
});

suite('the Secrets view', () => {
  test('groups what the code names and nobody has defined', async () => {
    await until(() => tree().includes('Missing | 4 secrets'));
    const missing = tree().slice(tree().indexOf('Missing | 4 secrets'));
    assert.deepEqual(
      missing.filter(row => !row.startsWith('    ')),
      [
        'Missing | 4 secrets',
        '  ARCHIVE_KEY | used in 1 place',
        '  DB_PASSWORD | used in 1 place',
        '  DB_USER | used in 1 place',
        '  LICENCE_KEY | used in 1 place',
        'Optional, not set | 2 secrets',
        '  API_TOKEN | used in 1 place',
        '  SLACK_WEBHOOK | used in 4 places',
      ],
    );
  });

  test('marks a secret that overrides and the one that is overridden', async () => {
    await add(workspace, 'API_TOKEN');
    await add(userScope, 'API_TOKEN');
    const rows = tree().filter(row => row.startsWith('  API_TOKEN'));
    assert.deepEqual(rows, [
      '  API_TOKEN | overrides workspace · used in 1 place · just now',
      '  API_TOKEN | overridden by your user secret · used in 1 place · just now',
    ]);
  });

  test('holds no value in any row', () => {
    assert.ok(!JSON.stringify(api.view.roots).includes(canary));
  });

  test('follows updates and removals, and takes a removal back', async () => {
    const name = secretName('API_TOKEN');
    assert.ok((await api.editor.update(userScope, name, new SecretValue('another'), signal)).ok);
    assert.ok((await api.editor.remove(userScope, name, signal)).ok);
    await until(() => !tree().some(row => row.includes('overrides workspace')));
    await vscode.commands.executeCommand('nextflowSecrets.undoRemove');
    await until(() => tree().some(row => row.includes('overrides workspace')));
    const read = await api.editor.read(userScope, name, signal);
    assert.equal(read.ok && read.value.reveal(), 'another');
  });
});

suite('the language features', () => {
  test('a lens above each reference tells where a run takes it from', async () => {
    assert.deepEqual(await lenses('main.nf'), [
      '$(play) Run (4 missing)',
      '$(beaker) Test run',
      '$(eye) Test for leaks',
      '$(key) API_TOKEN: yours, overrides workspace',
      '$(circle-slash) SLACK_WEBHOOK: not set, optional',
      '$(circle-slash) SLACK_WEBHOOK: not set, optional',
    ]);
  });

  test('a missing directive is an error, and can be added', async () => {
    const uri = vscode.Uri.joinPath(folder, 'modules/align.nf');
    await vscode.window.showTextDocument(uri);
    await until(() => vscode.languages.getDiagnostics(uri).length === 3);
    const [first] = vscode.languages.getDiagnostics(uri);
    assert.equal(
      first?.message,
      "No secret is named DB_USER: ALIGN will fail when submitted: secret 'DB_USER' is missing.",
    );
    assert.equal(first.severity, vscode.DiagnosticSeverity.Error);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      first.range,
    );
    assert.ok(actions.some(({ title }) => title === 'Add the secret DB_USER…'));
  });

  test('a hover names the winner and never the value', async () => {
    const uri = vscode.Uri.joinPath(folder, 'main.nf');
    const document = await vscode.workspace.openTextDocument(uri);
    const position = document.positionAt(document.getText().indexOf('API_TOKEN') + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      position,
    );
    const text = hovers
      .flatMap(hover => hover.contents)
      .map(content => (content as vscode.MarkdownString).value)
      .join('\n');
    assert.match(text, /User secret. Overrides the workspace secret of the same name/);
    assert.ok(!text.includes(canary));
  });

  test('names are completed where one is being typed', async () => {
    const uri = vscode.Uri.joinPath(folder, 'typing.nf');
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode('workflow { x = secrets. }\n'),
    );
    const found = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      uri,
      new vscode.Position(0, 'workflow { x = secrets.'.length),
    );
    const labels = found.items.flatMap(({ label }) =>
      typeof label === 'string' ? [] : [`${label.label} ${label.description ?? ''}`],
    );
    assert.deepEqual(labels, [
      'API_TOKEN yours, overrides workspace',
      'ARCHIVE_KEY missing',
      'DB_PASSWORD missing',
      'DB_USER missing',
      'LICENCE_KEY missing',
      'SLACK_WEBHOOK optional, not set',
    ]);
    await vscode.workspace.fs.delete(uri);
  });

  test('a rename changes every place of the folder', async () => {
    const uri = vscode.Uri.joinPath(folder, 'main.nf');
    const document = await vscode.workspace.openTextDocument(uri);
    const position = document.positionAt(document.getText().indexOf('SLACK_WEBHOOK') + 1);
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      uri,
      position,
      'HOOK',
    );
    const counts = edit
      .entries()
      .map(([file, edits]) => `${file.path.split('/').at(-1) ?? ''} ${edits.length}`);
    assert.deepEqual(counts.sort(), ['main.nf 2', 'report.nf 3']);
  });

  test('a config of another program is left alone', async () => {
    const uri = vscode.Uri.joinPath(folder, 'foreign.config');
    await vscode.workspace.openTextDocument(uri);
    assert.ok(!api.index.files.some(file => file.uri === uri.toString()));
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  test('what changes outside the editor is seen', async () => {
    const uri = vscode.Uri.joinPath(folder, 'modules/new.nf');
    await vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode('workflow { secrets.FRESH }'),
    );
    await until(() => tree().some(row => row.startsWith('  FRESH')));
    await vscode.workspace.fs.delete(uri);
    await until(() => !tree().some(row => row.startsWith('  FRESH')));
  });
});

suite('a launch', () => {
  test('gives the pipeline its secrets and leaves no copy', async () => {
    for (const name of ['ARCHIVE_KEY', 'DB_PASSWORD', 'DB_USER', 'LICENCE_KEY']) {
      await add(workspace, name);
    }
    const script = vscode.Uri.joinPath(folder, 'main.nf');
    await vscode.commands.executeCommand('nextflowSecrets.testRun', { script, confirm: false });
    const report = vscode.Uri.joinPath(folder, 'results-test/report.txt');
    await until(async () => {
      const text = await vscode.workspace.fs.readFile(report).then(
        bytes => new TextDecoder().decode(bytes),
        () => '',
      );
      return text.includes(`a licence of ${canary.length} characters`);
    });
  });
});

async function add(scope: SecretScope, name: string): Promise<void> {
  const done = await api.editor.add(scope, secretName(name), new SecretValue(canary), signal);
  assert.ok(done.ok);
  await until(() => {
    const state = api.catalog.current.scopes.find(entry => entry.scope.kind === scope.kind)?.state;
    return state?.kind === 'loaded' && state.records.some(record => record.name === name);
  });
}

function tree(): string[] {
  return drawTree(api);
}

function lenses(path: string): Promise<string[]> {
  return lensTitles(vscode.Uri.joinPath(folder, path));
}
