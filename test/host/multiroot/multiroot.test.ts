import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import { secretName } from '../../support/catalogs.ts';
import { answered } from '../../support/hostAnswers.ts';
import { drawTree, lensTitles, readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

suite('a workspace of several folders', () => {
  test('has a scope for each folder, and a secret of one is missing in the other', async () => {
    const api = await readyApi();
    const [first, second] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first && second);
    const added = await api.editor.add(
      { kind: 'workspace', folder: first.uri.toString() },
      secretName('SHARED'),
      new SecretValue('x'),
      new AbortController().signal,
    );
    assert.ok(added.ok);
    await until(() => drawTree(api).some(row => row.startsWith('  SHARED | used')));
    assert.deepEqual(
      drawTree(api)
        .filter(row => !row.startsWith('    '))
        .map(row => row.replace(/ · just now$/, '')),
      [
        'Yours | none yet',
        'Workspace: first | ',
        '  SHARED | used in 1 place',
        'Workspace: second | none yet',
        'Missing | 3 secrets',
        '  ONLY_FIRST | first · used in 1 place',
        '  ONLY_SUB | second · used in 1 place',
        '  SHARED | second · used in 1 place',
      ],
    );
    const lenses = async (folder: vscode.Uri): Promise<string> =>
      (await lensTitles(vscode.Uri.joinPath(folder, 'main.nf'))).join(' ');
    assert.match(await lenses(first.uri), /SHARED: workspace/);
    assert.match(await lenses(second.uri), /SHARED is missing/);
  });

  test('a launch adds what it needs, and asks for nothing of another folder', async () => {
    const api = await readyApi();
    const folder = vscode.workspace.workspaceFolders?.[1]?.uri.toString();
    assert.ok(folder);
    const needed = { folder, names: ['ONLY_SUB', 'not-a-name'] };
    const shown = await answered('addMissingSecrets', needed, /second/, 'a value of its own');
    assert.match(shown, /not-a-name cannot name a secret/);
    assert.match(shown, /Added 1 secret\./);
    assert.doesNotMatch(shown, /SHARED|ONLY_FIRST|first/);
    const scope = { kind: 'workspace', folder } as const;
    await until(() => !drawTree(api).some(row => row.startsWith('  ONLY_SUB | second')));
    await api.editor.remove(scope, secretName('ONLY_SUB'), new AbortController().signal);
    await until(() => drawTree(api).includes('  ONLY_SUB | second · used in 1 place'));
  });

  test('offers every entry script by its path, and a run reads what is its own', async () => {
    await readyApi();
    await vscode.workspace
      .getConfiguration('nextflowSecrets')
      .update(
        'nextflowPath',
        process.env['NFS_NEXTFLOW'] ?? assert.fail('Nextflow is there'),
        vscode.ConfigurationTarget.Workspace,
      );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const shown = await answered('testRun', undefined, 'second/sub/main.nf');
    assert.match(shown, /\$\(file-code\) first\/main\.nf/);
    assert.match(shown, /\$\(file-code\) second\/main\.nf/);
    assert.match(shown, /Test second\/sub\/main\.nf with no secrets.*1 missing/);
    assert.match(shown, /with the profile test/);
    assert.match(shown, /ONLY_SUB/);
    assert.doesNotMatch(shown, /SHARED|ONLY_FIRST/);
  });

  test('takes the script that is edited, and of a module the one that includes it', async () => {
    const script = vscode.workspace.workspaceFolders?.[1]?.uri ?? assert.fail('open');
    await vscode.window.showTextDocument(vscode.Uri.joinPath(script, 'sub/main.nf'));
    assert.match(await answered('testRun', undefined), /^Test second\/sub\/main\.nf/);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(script, 'modules/greet.nf'));
    assert.match(await answered('canaryRun', undefined), /^Test second\/main\.nf/);
  });

  test('has a task for each, which a folder and a path name', async () => {
    const found = await vscode.tasks.fetchTasks({ type: 'nextflow-secrets' });
    const folderOf = ({ scope }: vscode.Task): string =>
      typeof scope === 'object' ? scope.name : 'none';
    assert.deepEqual(found.map(task => `${folderOf(task)}: ${task.name}`).sort(), [
      'first: run main.nf',
      'second: run main.nf',
      'second: run sub/main.nf',
      'second: test sub/main.nf',
    ]);
  });

  test('renames what a pipeline has in files of another folder with it, from each end', async () => {
    const api = await readyApi();
    const [first, second] = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
    assert.ok(first && second);
    const texts = {
      'first/linked.nf':
        "include { ASK } from '../second/modules/ask'\nworkflow LINKED { ASK() }\nworkflow { LINKED() }",
      'first/linked.config': "process { withName: 'ASK' { secret = ['LINKED_KEY'] } }",
      'second/modules/ask.nf': "process ASK {\n    secret 'LINKED_KEY'\n    script:\n    'true'\n}",
    };
    const at = (path: string): vscode.Uri => vscode.Uri.joinPath(first, '..', path);
    for (const [path, text] of Object.entries(texts)) {
      await vscode.workspace.fs.writeFile(at(path), new TextEncoder().encode(text));
    }
    try {
      const rows = () => drawTree(api).filter(row => /LINKED_KEY.*used in 1 place/.test(row));
      await until(() => rows().length === 2); // One for each folder.
      for (const path of ['first/linked.config', 'second/modules/ask.nf']) {
        const document = await vscode.workspace.openTextDocument(at(path));
        const position = document.positionAt(document.getText().indexOf('LINKED_KEY') + 2);
        const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
          'vscode.executeDocumentRenameProvider',
          document.uri,
          position,
          'RENAMED_KEY',
        );
        assert.deepEqual(
          edit
            .entries()
            .map(([uri, edits]) => `${vscode.workspace.asRelativePath(uri)} ${edits.length}`)
            .sort(),
          ['first/linked.config 1', 'second/modules/ask.nf 1'],
          path,
        );
      }
    } finally {
      for (const path of Object.keys(texts)) {
        await vscode.workspace.fs.delete(at(path));
      }
      await until(() => !drawTree(api).some(row => row.includes('LINKED_KEY')));
    }
  });
});
