import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { SecretName } from '../../../src/core/secrets/secretName.ts';
import { type SecretScope, userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { secretName } from '../../support/catalogs.ts';
import { GoogleServer } from '../../support/google/googleServer.ts';
import { answered } from '../../support/hostAnswers.ts';
import { drawTree, readyApi } from '../../support/hostApi.ts';
import { until } from '../../support/until.ts';

const signal = new AbortController().signal;
const canary = 'canary-8b21f0';
const name = secretName('API_TOKEN');
let server: GoogleServer;
let home: string;
let key: string;
let api: ExtensionApi;
let folder: vscode.Uri;
let workspace: SecretScope;

suiteSetup(async () => {
  server = await GoogleServer.start();
  home = mkdtempSync(join(tmpdir(), 'nextflow-secrets-google-'));
  key = join(home, 'key.json');
  account('research');
  Object.assign(process.env, server.environment);
  api = await readyApi();
  folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
  workspace = { kind: 'workspace', folder: folder.toString() };
});

suiteTeardown(() => {
  server.stop();
  rmSync(home, { recursive: true, force: true, maxRetries: 5 });
});

suite('stores in Google Cloud', () => {
  test('a workspace’s secrets move to Google when it is chosen, each once it arrived', async () => {
    await add(workspace, name);
    await add(workspace, secretName('DB_PASSWORD'));
    await add(userScope, name);
    await set({ 'google.credentialsFile': key });
    server.faults.next('addSecretVersion', 'deny');
    const refused = await answered(
      'chooseStore',
      undefined,
      ...intoGoogle,
      'Move Them to Google Cloud',
    );
    assert.match(refused, /2 secrets are in VS Code\. Move them, copy them, or leave them there\?/);
    assert.match(refused, /Not copied: API_TOKEN\. The workspace’s secrets stay in VS Code/);
    assert.ok(!refused.includes(canary));
    assert.equal((await value(workspace, name)).length, canary.length, 'still where it was');
    await answered('chooseStore', undefined, ...intoGoogle, 'Move Them to Google Cloud');
    await rows(
      'Yours | ',
      '  API_TOKEN | overrides workspace · used in 1 place · just now',
      'Workspace | Google Cloud research',
      '  API_TOKEN | overridden by your user secret · used in 1 place',
      '  DB_PASSWORD | used in 1 place',
    );
    assert.equal(await value(workspace, name), canary);
    await until(() => !JSON.stringify(api.view.roots).includes(canary));
    // And nothing of them is in VS Code any more.
    await set({ workspaceStore: undefined });
    await until(() => placesOf(name).join() === 'user');
    await set({ workspaceStore: 'google' });
    await until(() => placesOf(name).join() === 'user,workspace');
  });

  test('the status bar names project and account', () => {
    assert.equal(api.storeStatus.text, '$(cloud) Google Cloud research robot@research.example');
  });

  test('a project other than the key’s is said, and nothing is called missing', async () => {
    await set({ 'google.project': 'clinic' });
    await until(() => drawn().some(row => /belongs to the project research/.test(row)));
    assert.ok(
      drawn().some(row => /the project in use is clinic\. Both must be the same/.test(row)),
    );
    assert.ok(!drawn().some(row => row.startsWith('Missing')));
    assert.match(api.storeStatus.text, /^\$\(warning\) Google Cloud clinic/);
    await set({ 'google.project': undefined });
    await until(() => placesOf(name).join() === 'user,workspace');
  });

  test('a key that is replaced is another connection: nothing of the old one is shown', async () => {
    const seen: string[] = [];
    const watching = api.catalog.onDidChange(() => seen.push(...drawn()));
    account('clinic');
    await until(() => drawn().includes('Workspace | Google Cloud clinic · none yet'));
    watching.dispose();
    assert.ok(!seen.some(row => row.includes('API_TOKEN') && row.includes('clinic')));
    assert.equal(api.storeStatus.text, '$(cloud) Google Cloud clinic robot@clinic.example');
    account('research');
    await until(() => placesOf(name).join() === 'user,workspace');
  });

  test('application default credentials name their project', async () => {
    const own = join(home, 'default.json');
    const person = { client_id: 'ada', client_secret: 'canary', refresh_token: 'canary' };
    const quota = { type: 'authorized_user', quota_project_id: 'research' };
    writeFileSync(own, JSON.stringify({ ...person, ...quota }));
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = own;
    await set({ 'google.credentialsFile': undefined });
    await until(() => api.storeStatus.text === '$(cloud) Google Cloud research');
    await until(() => placesOf(name).join() === 'user,workspace');
    await set({ 'google.credentialsFile': key });
  });

  test('what Google refuses stays not known, with the role that would help', async () => {
    server.faults.always('listSecrets', 'deny');
    await vscode.commands.executeCommand('nextflowSecrets.refreshSecrets');
    await until(() => drawn().some(row => /roles\/secretmanager\.viewer/.test(row)));
    server.faults.always('listSecrets', null);
    await vscode.commands.executeCommand('nextflowSecrets.refreshSecrets');
    await until(() => placesOf(name).join() === 'user,workspace');
  });

  test('back in VS Code, what Google does not let go is in both, and said', async () => {
    server.faults.next('deleteSecret', 'deny');
    const said = await answered(
      'chooseStore',
      undefined,
      'Workspace',
      'VS Code',
      'Move Them to VS Code',
    );
    assert.match(said, /copied, compared, and then removed from Google Cloud research/);
    assert.match(
      said,
      /\d of \d secrets? were removed from Google Cloud research: 1 secret could not be removed/,
    );
    await until(() => placesOf(name).join() === 'user,workspace');
    assert.equal(await value(workspace, name), canary);
    const left = server.service.listSecrets('projects/research', '', 100, '').secrets;
    assert.equal(left.length, 1);
  });
});

/** Answers to where a workspace’s secrets are to be: the project is the key’s own. */
const intoGoogle = ['Workspace', 'Google Cloud', ''] as const;

/** Writes the key of a service account in a project. */
function account(project: string): void {
  const client_email = `robot@${project}.example`;
  const private_key = 'signs nothing: the server asks for no credentials';
  writeFileSync(
    key,
    JSON.stringify({ type: 'service_account', project_id: project, client_email, private_key }),
  );
}

async function set(values: Readonly<Record<string, unknown>>): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('nextflowSecrets', folder);
  for (const [id, to] of Object.entries(values)) {
    await configuration.update(id, to, vscode.ConfigurationTarget.WorkspaceFolder);
  }
}

async function add(scope: SecretScope, added: SecretName): Promise<void> {
  const done = await api.editor.add(scope, added, new SecretValue(canary), signal);
  assert.ok(done.ok, JSON.stringify(done));
  await until(() => placesOf(added).includes(scope.kind));
}

async function value(scope: SecretScope, of: SecretName): Promise<string> {
  const read = await api.editor.read(scope, of, signal);
  return read.ok ? read.value.reveal() : read.error.kind;
}

/** The kinds of scope that have a secret, yours first. */
function placesOf(wanted: SecretName): string[] {
  return api.catalog.current.scopes.flatMap(({ scope, state }) =>
    state.kind === 'loaded' && state.records.some(record => record.name === wanted)
      ? [scope.kind]
      : [],
  );
}

function drawn(): string[] {
  return drawTree(api);
}

/** The rows of scopes and of secrets, as soon as they are these. */
async function rows(...expected: string[]): Promise<void> {
  const found = (): string[] => drawn().filter(row => /^(Yours|Workspace| {2}(API|DB)_)/.test(row));
  await until(() => found().join() === expected.join()).catch(() => undefined);
  assert.deepEqual(found(), expected);
}
