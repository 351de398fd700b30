import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { secretName } from '../../support/catalogs.ts';
import { readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

const signal = new AbortController().signal;
let api: ExtensionApi;
let folder: string;

suiteSetup(async () => {
  api = await readyApi();
  folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? assert.fail('a folder is open');
});

suite('findings of the whole workspace', () => {
  test('stand in the Problems view of files that nobody has opened', async () => {
    await shows([
      'main.nf:4 missing-secret API_TOKEN',
      'modules/align.nf:2 missing-secret ALIGN_KEY',
      'nextflow.config:1 malformed-name my-key',
    ]);
    assert.deepEqual(vscode.workspace.textDocuments.filter(isOfFolder), []);
  });

  test('are silent on what is missing for as long as the catalog cannot know', async () => {
    const stores = api.catalog.current.scopes.flatMap(
      ({ scope }) => api.catalog.store(scope) ?? [],
    );
    await api.catalog.setStores([]);
    await shows(['nextflow.config:1 malformed-name my-key']);
    await api.catalog.setStores(stores);
    await until(() => problems().length === 3);
  });

  test('follow the catalog in files that are not open', async () => {
    const name = secretName('ALIGN_KEY');
    assert.ok((await api.editor.add(userScope, name, new SecretValue('x'), signal)).ok);
    await until(() => !problems().join().includes('ALIGN_KEY'));
    assert.ok((await api.editor.remove(userScope, name, signal)).ok);
    await until(() => problems().join().includes('ALIGN_KEY'));
  });

  test('follow what another program does to a file', async () => {
    const file = join(folder, 'extra.nf');
    await writeFile(file, 'workflow { secrets.FRESH }\n');
    await until(() => problems().includes('extra.nf:1 missing-secret FRESH'));
    await writeFile(file, '\nworkflow { secrets.OTHER }\n');
    await until(() => problems().includes('extra.nf:2 missing-secret OTHER'));
    await rm(file);
    await until(() => problems().length === 3);
  });

  test('follow folders that come and go as a whole', async () => {
    const elsewhere = await mkdtemp(join(folder, '../elsewhere-'));
    await mkdir(join(elsewhere, 'sub/deep'), { recursive: true });
    await writeFile(join(elsewhere, 'sub/deep/b.nf'), 'workflow { secrets.DEEP }\n');
    await rename(join(elsewhere, 'sub'), join(folder, 'sub'));
    await until(() => problems().includes('sub/deep/b.nf:1 missing-secret DEEP'));
    await rename(join(folder, 'sub'), join(elsewhere, 'sub'));
    await until(() => problems().length === 3);
  });

  test('are in the classes of a pipeline, and of no other folder', async () => {
    const text = 'class Checks { static def token() { secrets.API_TOKEN } }\n';
    const elsewhere = await mkdtemp(join(folder, '../elsewhere-'));
    for (const path of ['lib/org', 'tools/lib']) {
      await mkdir(join(elsewhere, path), { recursive: true });
      await writeFile(join(elsewhere, path, 'Checks.groovy'), text);
    }
    await rename(join(elsewhere, 'tools'), join(folder, 'tools'));
    await rename(join(elsewhere, 'lib'), join(folder, 'lib'));
    await until(() => problems().includes('lib/org/Checks.groovy:1 not-in-class '));
    const more = 'class More { def token() { secrets.MORE } }\n';
    await writeFile(join(folder, 'lib/More.groovy'), more);
    await until(() => problems().includes('lib/More.groovy:1 not-in-class '));
    assert.equal(problems().length, 5);
    await rename(join(folder, 'lib'), join(elsewhere, 'lib'));
    await rename(join(folder, 'tools'), join(elsewhere, 'tools'));
    await until(() => problems().length === 3);
  });

  test('are those of an editor’s text while it is not saved, and the file’s after it', async () => {
    const uri = vscode.Uri.file(join(folder, 'main.nf'));
    const editor = await vscode.window.showTextDocument(uri);
    await editor.edit(edit => {
      edit.insert(new vscode.Position(0, 0), '\n\nx = secrets.TYPED\n');
    });
    await until(() => problems().includes('main.nf:3 missing-secret TYPED'));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until(() => problems().includes('main.nf:4 missing-secret API_TOKEN'));
    assert.ok(!problems().join().includes('TYPED'));
  });

  test('of a giant workspace end in a note; an open file shows its own', async () => {
    const text = Array.from({ length: 900 }, (_, at) => `x = secrets.MANY_${at}`).join('\n');
    for (const file of ['a.nf', 'b.nf', 'c.nf']) {
      await writeFile(join(folder, file), text);
    }
    const of = (code: string): readonly string[] => problems().filter(row => row.includes(code));
    await until(() => of('more-findings').length === 1 && of('MANY_').length === 1800);
    const [cut] = of('more-findings');
    const uri = vscode.Uri.file(join(folder, cut?.split(':')[0] ?? ''));
    const [note] = vscode.languages.getDiagnostics(uri);
    assert.match(note?.message ?? '', /^9\d\d more findings in this file( and \d more)?: only the/);
    await vscode.window.showTextDocument(uri);
    await until(() => vscode.languages.getDiagnostics(uri).length === 900);
    for (const file of ['a.nf', 'b.nf', 'c.nf']) {
      await rm(join(folder, file));
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await until(() => problems().length === 3);
  });

  test('are gone when the setting says so', async () => {
    const settings = vscode.workspace.getConfiguration('nextflowSecrets');
    await settings.update('findings', false, vscode.ConfigurationTarget.Workspace);
    await shows([]);
    await settings.update('findings', undefined, vscode.ConfigurationTarget.Workspace);
    await until(() => problems().length === 3);
  });
});

/** What the Problems view holds of ours, by file and line. */
function problems(): readonly string[] {
  return vscode.languages
    .getDiagnostics()
    .filter(([uri]) => uri.fsPath.startsWith(folder))
    .flatMap(([uri, found]) =>
      found
        .filter(({ source }) => source === 'Nextflow Secrets')
        .map(({ range, code, message }) => {
          const at = `${uri.fsPath.slice(folder.length + 1)}:${range.start.line + 1}`;
          const name = /named ([\w-]*\w)/.exec(message)?.[1] ?? '';
          return `${at} ${typeof code === 'string' ? code : ''} ${name}`;
        }),
    )
    .sort();
}

async function shows(rows: readonly string[]): Promise<void> {
  await until(() => problems().length === rows.length);
  assert.deepEqual(problems(), rows);
}

function isOfFolder({ uri }: vscode.TextDocument): boolean {
  return uri.fsPath.startsWith(folder);
}
