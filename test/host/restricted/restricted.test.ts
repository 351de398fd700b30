import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Answers } from '../../support/hostAnswers.ts';
import { drawTree, lensTitles, readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

suite('an untrusted workspace', () => {
  const script = (): vscode.Uri => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
    return vscode.Uri.joinPath(folder, 'main.nf');
  };

  test('shows and checks secrets', async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const api = await readyApi();
    assert.ok(drawTree(api).includes('  TOKEN_A | used in 1 place'));
    await vscode.window.showTextDocument(script());
    await until(() => vscode.languages.getDiagnostics(script()).length === 1);
    assert.deepEqual(await lensTitles(script()), ['$(warning) TOKEN_A is missing: add…']);
  });

  test('starts no run, and says why', async () => {
    using answers = new Answers();
    await vscode.commands.executeCommand('nextflowSecrets.testRun', {
      script: script(),
      confirm: false,
    });
    assert.match(answers.shown.join('\n'), /this workspace is not trusted/);
  });

  test('finds its secrets in files of any language id', async () => {
    for (const language of ['plaintext', 'groovy', 'xml']) {
      const document = await vscode.workspace.openTextDocument(script());
      await vscode.languages.setTextDocumentLanguage(document, language);
      assert.equal((await lensTitles(script())).length, 1, language);
    }
  });
});
