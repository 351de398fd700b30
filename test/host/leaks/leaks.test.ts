import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/extension.ts';
import { until } from '../../support/until.ts';

let folder: vscode.Uri;

suiteSetup(async () => {
  const extension = vscode.extensions.getExtension<ExtensionApi>(
    'nextflow-secrets.nextflow-secrets',
  );
  const api = (await extension?.activate()) ?? assert.fail('the extension gives tests its parts');
  folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
  await until(() => api.index.complete);
});

suite('a test run with canaries', () => {
  test('shows a missing secret’s leak as a problem until its file is gone', async () => {
    const script = vscode.Uri.joinPath(folder, 'main.nf');
    const argument = { script, confirm: false };
    await vscode.commands.executeCommand('nextflowSecrets.canaryRun', argument);
    await until(() => leaks().some(({ file }) => file.endsWith('/.command.sh')));

    const leak = leaks().find(({ file }) => file.endsWith('/.command.sh'));
    assert.ok(leak);
    assert.match(
      leak.message,
      /^The made-up value of API_TOKEN stands here: a real one would have leaked\. .*Declare secret 'API_TOKEN'/,
    );
    const uri = vscode.Uri.file(leak.file);
    const document = await vscode.workspace.openTextDocument(uri);
    assert.match(document.getText(leak.range), /^canary-not-a-secret-API_TOKEN-\w{14}$/);

    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      leak.range,
    );
    assert.ok(actions.some(({ title }) => title === 'Delete the file…'));

    await vscode.workspace.fs.delete(uri);
    await until(() => !leaks().some(({ file }) => file === leak.file));
  });
});

suite('a value in a script', () => {
  test('is mended by a quick fix that declares the secret', async () => {
    const uri = vscode.Uri.joinPath(folder, 'main.nf');
    const document = await vscode.workspace.openTextDocument(uri);
    const at = document.positionAt(document.getText().indexOf('API_TOKEN') + 1);
    const title = "Declare secret 'API_TOKEN' and read it from the task’s environment";
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(at, at),
    );
    const action = actions.find(it => it.title === title);
    assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
    assert.equal(
      document.getText().split('\n').slice(0, 6).join('\n'),
      [
        'process SIGN_IN {',
        "    secret 'API_TOKEN'",
        '    script:',
        '    """',
        '    : \\$API_TOKEN',
        '    """',
      ].join('\n'),
    );
    await vscode.commands.executeCommand('workbench.action.files.revert');
  });
});

interface ShownLeak {
  readonly file: string;
  readonly message: string;
  readonly range: vscode.Range;
}

function leaks(): readonly ShownLeak[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) =>
      diagnostics
        .filter(({ code }) => code === 'leaked-secret')
        .map(({ message, range }) => ({ file: uri.fsPath, message, range })),
    );
}
