import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SecretName } from '../../../src/core/name.ts';
import { SecretValue } from '../../../src/core/value.ts';
import { drawTree, lensTitles, readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

suite('a workspace of several folders', () => {
  test('has a scope for each folder, and a secret of one is missing in the other', async () => {
    const api = await readyApi();
    const [first, second] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(first && second);
    const added = await api.editor.add(
      { kind: 'workspace', folder: first.uri.toString() },
      'SHARED' as SecretName,
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
        'Missing | defined nowhere',
        '  ONLY_FIRST | first · used in 1 place',
        '  SHARED | second · used in 1 place',
      ],
    );
    const lenses = async (folder: vscode.Uri): Promise<string> =>
      (await lensTitles(vscode.Uri.joinPath(folder, 'main.nf'))).join(' ');
    assert.match(await lenses(first.uri), /SHARED: workspace/);
    assert.match(await lenses(second.uri), /SHARED is missing/);
  });
});
