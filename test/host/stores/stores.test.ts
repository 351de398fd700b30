import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { SecretName } from '../../../src/core/secrets/secretName.ts';
import { type SecretScope, userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { type AwsContext, awsContext } from '../../support/awsContext.ts';
import { secretName } from '../../support/catalogs.ts';
import { answered } from '../../support/hostAnswers.ts';
import { drawTree, lensTitles } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

const signal = new AbortController().signal;
const canary = 'canary-0c9e27';
const name = secretName('API_TOKEN');
const program = process.env['NFS_MOTO'] ?? '';
let aws: AwsContext;
let api: ExtensionApi;
let folder: vscode.Uri;
let workspace: SecretScope;

suiteSetup(async function () {
  if (program === '') {
    // In CI nothing goes untested unseen.
    assert.notEqual(process.env['CI'], 'true', 'moto is missing; `npm test` says how to get it');
    console.log('  skipped: moto is missing; `npm test` says how to get it');
    this.skip();
  }
  aws = await awsContext(program);
  const extension = vscode.extensions.getExtension<ExtensionApi>(
    'nextflow-secrets.nextflow-secrets',
  );
  api = (await extension?.activate()) ?? assert.fail('the extension gives tests its parts');
  folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
  workspace = { kind: 'workspace', folder: folder.toString() };
  await until(() => api.index.complete && api.catalog.current.complete);
});

suiteTeardown(async () => {
  await aws.leave();
});

suite('stores in AWS', () => {
  test('a workspace’s secrets are kept in AWS, and marked where yours override them', async () => {
    await set({ workspaceStore: 'aws', 'aws.profile': 'research' });
    await until(() => rows()[1] === 'Workspace | AWS eu-west-1 · none yet');
    await add(workspace, name);
    await add(userScope, name);
    await until(() => rows().filter(row => row.startsWith('  API_TOKEN')).length === 2);
    assert.deepEqual(
      rows().filter(row => /^(Yours|Workspace| {2}API)/.test(row)),
      [
        'Yours | ',
        '  API_TOKEN | overrides workspace · used in 1 place · just now',
        'Workspace | AWS eu-west-1',
        '  API_TOKEN | overridden by your user secret · used in 1 place · just now',
      ],
    );
    assert.ok(!JSON.stringify(api.view.roots).includes(canary));
  });

  test('a secret moves from AWS to yours; where it cannot move back it stays where it is', async () => {
    const moved = secretName('DB_PASSWORD');
    await add(workspace, moved);
    assert.ok((await api.editor.move(moved, workspace, userScope, false, signal)).ok);
    await until(() => placesOf(moved).join() === 'user');
    // The one that was there waits out its recovery window: nothing is lost over that.
    const back = await api.editor.move(moved, userScope, workspace, false, signal);
    assert.equal(!back.ok && back.error.kind, 'copy-awaits-deletion');
    const read = await api.editor.read(userScope, moved, signal);
    assert.equal(read.ok && read.value.reveal(), canary);
    assert.ok((await api.editor.remove(userScope, moved, signal)).ok);
  });

  test('what was removed from AWS comes back by undo, without its value having been read', async () => {
    const asked = aws.proxy.count('GetSecretValue');
    assert.ok((await api.editor.remove(workspace, name, signal)).ok);
    await until(() => placesOf(name).join() === 'user');
    await vscode.commands.executeCommand('nextflowSecrets.undoRemove');
    await until(() => placesOf(name).join() === 'user,workspace');
    assert.equal(aws.proxy.count('GetSecretValue'), asked);
  });

  test('another way into the very same place removes nothing on a switch', async () => {
    // The region is the profile's own, so another choice leads where the old one did.
    await set({ 'aws.region': 'eu-west-1' });
    await until(() => placesOf(name).join() === 'user,workspace');
    const shown = await answered(
      'chooseStore',
      undefined,
      'Workspace',
      'AWS',
      'research',
      'eu-west-1',
      /^\$\(arrow-right\) Move/,
    );
    assert.match(shown, /The secret is still in AWS eu-west-1: AWS eu-west-1 already had 1 secret/);
    await until(() => placesOf(name).join() === 'user,workspace');
    const read = await api.editor.read(workspace, name, signal);
    assert.equal(read.ok && read.value.reveal(), canary);
  });

  test('another profile is another account: nothing of the old one is shown', async () => {
    const seen: string[] = [];
    const watching = api.catalog.onDidChange(() => seen.push(...rows()));
    await set({ 'aws.profile': 'other' });
    await until(() => rows().includes('Workspace | AWS us-east-2 · none yet'));
    watching.dispose();
    assert.ok(!seen.some(row => row.includes('API_TOKEN') && row.includes('AWS us-east-2')));
    const entry = api.catalog.current.scopes.find(({ scope }) => scope.kind === 'workspace');
    assert.equal(entry?.store.account, '222222222222');
    await set({ 'aws.profile': 'research' });
    await until(() => placesOf(name).join() === 'user,workspace');
  });

  test('a failed sign-in is shown as not known, and nothing is called missing', async () => {
    const script = vscode.Uri.joinPath(folder, 'main.nf');
    await vscode.window.showTextDocument(script);
    await until(() => vscode.languages.getDiagnostics(script).length === 1);
    await set({ 'aws.profile': 'lab' });
    await until(() => rows().some(row => /^Workspace \| AWS .*(sign-in|credentials)/i.test(row)));
    await until(() => vscode.languages.getDiagnostics(script).length === 0);
    assert.ok(!rows().some(row => row.startsWith('Missing')));
    const titles = await lensTitles(script);
    assert.ok(
      titles.includes('$(question) DB_PASSWORD: not known, the workspace’s secrets cannot be read'),
      titles.join('\n'),
    );
    // Yours is found for certain all the same: nothing of a workspace's could override it.
    assert.ok(titles.some(title => title.startsWith('$(key) API_TOKEN: yours')));
  });
});

async function set(values: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('nextflowSecrets', folder);
  for (const [key, value] of Object.entries(values)) {
    await configuration.update(key, value, vscode.ConfigurationTarget.WorkspaceFolder);
  }
}

async function add(scope: SecretScope, added: SecretName): Promise<void> {
  const done = await api.editor.add(scope, added, new SecretValue(canary), signal);
  assert.ok(done.ok, JSON.stringify(done));
  await until(() => placesOf(added).includes(scope.kind));
}

/** The kinds of scope that have a secret, yours first. */
function placesOf(wanted: SecretName): string[] {
  return api.catalog.current.scopes.flatMap(({ scope, state }) =>
    state.kind === 'loaded' && state.records.some(record => record.name === wanted)
      ? [scope.kind]
      : [],
  );
}

function rows(): string[] {
  return drawTree(api);
}
