import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import type { SecretNode } from '../../../src/core/views/secretNode.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { secretName } from '../../support/catalogs.ts';
import { answered as run } from '../../support/hostAnswers.ts';
import { drawTree, readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

const signal = new AbortController().signal;
let api: ExtensionApi;
let folder: vscode.Uri;

suiteSetup(async () => {
  api = await readyApi();
  folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
});

async function valueOf(name: string, scope: 'user' | 'workspace'): Promise<string | null> {
  const where =
    scope === 'user' ? userScope : ({ kind: 'workspace', folder: folder.toString() } as const);
  const read = await api.editor.read(where, secretName(name), signal);
  return read.ok ? read.value.reveal() : null;
}

/** The rows of a name, as soon as they are these. */
async function rows(name: string, ...expected: string[]): Promise<void> {
  const found = (): string[] =>
    drawTree(api)
      .filter(row => row.startsWith(`  ${name} `))
      .map(row => row.replace(/ · just now$/, '').trim());
  await until(() => found().join() === expected.join()).catch(() => undefined);
  assert.deepEqual(found(), expected);
}

suite('commands on secrets', () => {
  test('add asks for scope, name and value', async () => {
    await run('addSecret', undefined, 'Workspace', 'DB_KEY', 'first value');
    assert.equal(await valueOf('DB_KEY', 'workspace'), 'first value');
    await rows('DB_KEY', 'DB_KEY | used in 1 place');
  });

  test('add on a missing row asks for no name, and overrides', async () => {
    await run('addSecret', { name: 'DB_KEY' }, 'Yours', 'my own');
    await rows(
      'DB_KEY',
      'DB_KEY | overrides workspace · used in 1 place',
      'DB_KEY | overridden by your user secret · used in 1 place',
    );
  });

  test('update gives another value', async () => {
    await run('updateSecret', undefined, 'DB_KEY', 'second value');
    assert.ok(
      [await valueOf('DB_KEY', 'user'), await valueOf('DB_KEY', 'workspace')].includes(
        'second value',
      ),
    );
  });

  test('blanks at the ends of a value are told before it is stored', async () => {
    const shown = await run('addSecret', { name: 'PEM_KEY' }, 'Yours', 'x ', 'Trim It');
    assert.match(shown, /spaces or line breaks/);
    assert.equal(await valueOf('PEM_KEY', 'user'), 'x');
    await run('removeSecret', secretRow('PEM_KEY'), 'Remove');
  });

  test('remove asks first, says what uses it, and can be undone', async () => {
    await run('addSecret', { name: 'SHORT_LIVED' }, 'Yours', 'to be back');
    await until(() => secretRow('SHORT_LIVED') !== undefined);
    const shown = await run('removeSecret', secretRow('SHORT_LIVED'), 'Remove');
    assert.match(shown, /No place uses it.*undo/s);
    assert.equal(await valueOf('SHORT_LIVED', 'user'), null);
    await run('undoRemove', undefined);
    assert.equal(await valueOf('SHORT_LIVED', 'user'), 'to be back');
  });

  test('a removal that is not confirmed changes nothing', async () => {
    await run('removeSecret', secretRow('SHORT_LIVED'));
    assert.equal(await valueOf('SHORT_LIVED', 'user'), 'to be back');
  });

  test('move takes it to the other scope, copy leaves it in both', async () => {
    await run('moveSecret', secretRow('SHORT_LIVED'));
    assert.equal(await valueOf('SHORT_LIVED', 'user'), null);
    await until(() => {
      const row = secretRow('SHORT_LIVED');
      return row?.kind === 'secret' && row.record.scope.kind === 'workspace';
    });
    await run('copySecret', secretRow('SHORT_LIVED'));
    assert.equal(await valueOf('SHORT_LIVED', 'user'), 'to be back');
    assert.equal(await valueOf('SHORT_LIVED', 'workspace'), 'to be back');
  });

  test('an import of a .env file asks what to replace, names what it leaves out, and encodes', async () => {
    const shown = await run(
      'importDotenv',
      undefined,
      'sample.env',
      'Yours',
      ['MY_KEY', 'PEM_KEY'],
      'Store Them in Base64',
    );
    assert.match(shown, /DB_KEY \$\(warning\) exists: select it to replace its value/);
    assert.match(shown, /MY_KEY for my-key, which is not a valid name/);
    assert.match(shown, /Skipped: EMPTY \(line \d+\): it has no value/);
    assert.match(shown, /2 secrets are imported into your secrets/);
    assert.notEqual(await valueOf('DB_KEY', 'user'), 'from-dotenv');
    assert.equal(await valueOf('MY_KEY', 'user'), 'renamed');
    assert.equal(await valueOf('PEM_KEY', 'user'), btoa('one\ntwo'));
  });

  test('an import of a store file takes what is ticked', async () => {
    const file = vscode.Uri.joinPath(folder, 'store.json');
    const shown = await run('importStoreFile', undefined, file, 'Workspace', [
      'STORE_ONLY',
      'DB_KEY',
    ]);
    assert.match(shown, /Skipped: - \(entry \d+\): not a valid secret name/);
    assert.equal(await valueOf('STORE_ONLY', 'workspace'), 's');
    assert.equal(await valueOf('DB_KEY', 'workspace'), 'from-store');
  });

  test('a file that is no store is told, and changes nothing', async () => {
    const file = vscode.Uri.joinPath(folder, 'main.nf');
    const shown = await run('importStoreFile', undefined, file);
    assert.match(shown, /main\.nf is not valid: it is not JSON/);
  });

  test('references are copied as they are written', async () => {
    await run('copyPropertyReference', secretRow('MY_KEY'));
    assert.equal(await vscode.env.clipboard.readText(), 'secrets.MY_KEY');
    await run('copyDirectiveReference', secretRow('MY_KEY'));
    assert.equal(await vscode.env.clipboard.readText(), "secret 'MY_KEY'");
  });

  test('a copied value leaves the clipboard after its time', async () => {
    await run('copyValue', secretRow('MY_KEY'));
    assert.equal(await vscode.env.clipboard.readText(), 'renamed');
    await until(async () => (await vscode.env.clipboard.readText()) === '');
  });

  test('what was copied after a value stays', async () => {
    await run('copyValue', secretRow('MY_KEY'));
    await vscode.env.clipboard.writeText('something else');
    await new Promise(resolve => setTimeout(resolve, 6000));
    assert.equal(await vscode.env.clipboard.readText(), 'something else');
  });

  test('add all missing asks for each in one flow', async () => {
    for (const name of ['DB_KEY', 'PEM_KEY']) {
      for (let row = secretRow(name); row; row = secretRow(name)) {
        await run('removeSecret', row, 'Remove');
        const gone = row.id;
        await until(() => secretRow(name)?.id !== gone);
      }
    }
    await until(() => drawTree(api).includes('Missing | 2 secrets'));
    const shown = await run('addMissingSecrets', undefined, 'Yours', 'one', 'two');
    assert.match(shown, /Added 2 secrets/);
    await until(() => !drawTree(api).some(row => row.startsWith('Missing')));
  });
});

/** The first row of a secret. */
function secretRow(name: string): SecretNode | undefined {
  return api.view.roots
    .flatMap(({ children }) => children)
    .find(node => node.kind === 'secret' && node.label === name);
}
