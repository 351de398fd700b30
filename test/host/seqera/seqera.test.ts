import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as vscode from 'vscode';
import { type SecretScope, userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { SecretNode } from '../../../src/core/views/secretNode.ts';
import { authentication } from '../../../src/editor/ids.ts';
import type { ExtensionApi } from '../../../src/extension.ts';
import { secretName } from '../../support/catalogs.ts';
import { answered } from '../../support/hostAnswers.ts';
import { drawTree, readyApi } from '../../support/hostApi.ts';
import { httpsStatus } from '../../support/httpsStatus.ts';
import { addOrganization, type FakeOrganization } from '../../support/seqera/fakeOrganization.ts';
import { FakePlatform } from '../../support/seqera/fakePlatform.ts';
import { hiddenHost, startTlsFront, type TlsFront } from '../../support/seqera/tlsFront.ts';
import { until } from '../../support/until.ts';

const name = secretName('API_TOKEN');
/** The answers that lead to a workspace's secrets as somebody who may only launch there. */
const asGrace = ['Workspace', 'Seqera Platform', /grace/, 'genomics/rnaseq'] as const;
const never = new AbortController().signal;
let platform: FakePlatform;
let people: FakeOrganization;
let api: ExtensionApi;
let workspace: SecretScope;
/** The Platform behind certificates of three authorities. */
const fronts = new Map<string, TlsFront>();

suiteSetup(async () => {
  platform = await FakePlatform.start();
  people = addOrganization(platform);
  // Before the first request: the system’s authorities are read once.
  const system = dirname(process.env['SSL_CERT_FILE'] ?? assert.fail());
  const extra = dirname(process.env['NODE_EXTRA_CA_CERTS'] ?? assert.fail());
  const strange = join(system, 'strange');
  for (const folder of [system, extra, strange]) {
    mkdirSync(folder, { recursive: true });
    fronts.set(basename(folder), await startTlsFront(folder, platform.port));
  }
  api = await readyApi();
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? assert.fail('a folder is open');
  workspace = { kind: 'workspace', folder: folder.toString() };
});

suiteTeardown(() => platform.stop());

suite('secrets on Seqera Platform', () => {
  test('two accounts sign in, and the chosen one is used', async () => {
    await signIn(people.ada.token);
    await answered('signInSeqera', undefined, /^\$\(cloud\) 127/, people.grace.token);
    const accounts = await vscode.authentication.getAccounts(authentication.id);
    assert.deepEqual(accounts.map(({ label }) => label.split(' ')[0]).sort(), ['ada', 'grace']);
    platform.state.addSecret(people.rnaseq, name, 'theirs');
    await answered('chooseStore', undefined, ...asGrace);
    await shows(/^Workspace \| Seqera genomics\/rnaseq · read-only for you \(launch\)$/);
    await answered('chooseSeqeraWorkspace', undefined, /ada/, 'genomics/rnaseq');
    await shows(/^Workspace \| Seqera genomics\/rnaseq$/);
    await lists('API_TOKEN');
    const configuration = vscode.workspace.getConfiguration('nextflowSecrets');
    assert.equal(configuration.inspect('seqera.endpoint')?.globalValue, platform.endpoint);
    assert.equal(configuration.inspect('seqera.endpoint')?.workspaceValue, undefined);
  });

  test('what needs a value is refused with the reason, and asks nothing first', async () => {
    for (const command of ['copyValue', 'moveSecret', 'copySecret']) {
      const said = await answered(command, row());
      assert.match(said, /Seqera Platform does not return values/, command);
    }
    assert.match(await answered('renameSecret', row()), /Seqera Platform cannot rename secrets/);
  });

  test('a store that is left for another keeps its secrets, and says why', async () => {
    const said = await answered('chooseStore', undefined, 'Workspace', 'VS Code', /Leave It/);
    assert.match(said, /does not return values, so nothing can be copied/);
    assert.doesNotMatch(said, /Move It|Copy It/);
    await answered('chooseSeqeraWorkspace', undefined, /ada/, 'genomics/references');
    await shows(/^Workspace \| none yet$/);
    await api.editor.add(workspace, secretName('OTHER'), new SecretValue('canary-91b2'), never);
    const back = await answered(
      'chooseStore',
      undefined,
      'Workspace',
      'Seqera Platform',
      /ada/,
      'genomics/rnaseq',
      /Copy It/,
    );
    assert.doesNotMatch(back, /Move It/);
    await lists('OTHER');
    const there = platform.state.secretsOf(people.rnaseq);
    assert.equal(there.find(secret => secret.name === 'OTHER')?.value, 'canary-91b2');
  });

  test('two stores are compared by name, and what is missing is copied after it was shown', async () => {
    for (const [added, value] of [
      ['ONE_LINE', 'canary-1'],
      ['TWO_LINES', 'canary-2\ncanary-3'],
      ['LEFT', 'canary-4'],
    ] as const) {
      await api.editor.add(userScope, secretName(added), new SecretValue(value), never);
    }
    await answered('compareStores', undefined, 'VS Code', 'Seqera genomics/rnaseq');
    assert.deepEqual(drawComparison(), [
      'Only in VS Code | 3 secrets · can be copied to Seqera genomics/rnaseq',
      '  LEFT | missing in Seqera genomics/rnaseq',
      '  ONE_LINE | missing in Seqera genomics/rnaseq',
      '  TWO_LINES | missing in Seqera genomics/rnaseq',
      'Only in Seqera genomics/rnaseq | 2 secrets · Seqera genomics/rnaseq does not return values, so they cannot be copied',
      '  API_TOKEN | missing in VS Code',
      '  OTHER | missing in VS Code',
    ]);
    const said = await answered(
      'copyMissingSecrets',
      api.comparison.roots[0],
      ['ONE_LINE', 'TWO_LINES'],
      'Store Them in Base64',
    );
    assert.match(said, /1 value has several lines/);
    const there = platform.state.secretsOf(people.rnaseq);
    const valueOf = (wanted: string) => there.find(secret => secret.name === wanted)?.value;
    assert.equal(valueOf('ONE_LINE'), 'canary-1');
    assert.equal(valueOf('TWO_LINES'), Buffer.from('canary-2\ncanary-3').toString('base64'));
    assert.equal(valueOf('LEFT'), undefined);
    assert.ok(
      drawComparison().includes(
        'In Both, Not Compared | 2 secrets · one of the stores does not return values',
      ),
    );
    await lists('ONE_LINE');

    // Another store, without using it: as Grace, who may only launch there.
    await answered('compareStores', undefined, 'VS Code', 'Another Store…', ...asGrace);
    assert.match(drawComparison()[0] ?? '', /your role in .* is launch, which cannot add secrets/);
    const refused = await answered('copyMissingSecrets', {
      ...api.comparison.roots[0],
      kind: 'missing',
    });
    assert.match(refused, /Your role in genomics\/rnaseq is launch/);
    await shows(/^Workspace \| Seqera genomics\/rnaseq$/);
    assert.equal(platform.requests.filter(({ body }) => body.includes('canary-4')).length, 0);
  });

  test('several lines go to the Platform in base64, whichever way they go', async () => {
    const lines = 'canary-7\ncanary-8';
    const base64 = Buffer.from(lines).toString('base64');
    const there = (wanted: string) =>
      platform.state.secretsOf(people.rnaseq).find(secret => secret.name === wanted)?.value;
    for (const [added, command, form, stored] of [
      ['COPIED', 'copySecret', 'Store Them in Base64', base64],
      ['MOVED', 'moveSecret', 'Store Them in Base64', base64],
      ['AS_IS', 'copySecret', 'Store Them as They Are', lines],
    ] as const) {
      await api.editor.add(userScope, secretName(added), new SecretValue(lines), never);
      await shows(new RegExp(`^ {2}${added} \\| not used`));
      const said = await answered(command, userRow(added), form);
      assert.match(said, /1 value has several lines, which Seqera Platform takes in base64 only/);
      assert.equal(there(added), stored, added);
      const kept = await api.editor.read(userScope, secretName(added), never);
      assert.equal(kept.ok, command === 'copySecret', added);
    }
    await answered('chooseStore', undefined, 'Workspace', 'VS Code', /Leave Them/);
    await api.editor.add(workspace, secretName('CARRIED'), new SecretValue(lines), never);
    const way = ['Workspace', 'Seqera Platform', /ada/, 'genomics/rnaseq', /Copy Them/] as const;
    const left = await answered('chooseStore', undefined, ...way);
    assert.match(left, /1 value has several lines/);
    assert.equal(there('CARRIED'), undefined);
    await shows(/^ {2}CARRIED \| /);
    await answered('chooseStore', undefined, ...way, 'Store Them in Base64');
    await lists('CARRIED');
    assert.equal(there('CARRIED'), base64);
  });

  test('a removal is final, which is said before', async () => {
    const said = await answered('removeSecret', row(), 'Remove');
    assert.match(said, /does not return values, so this cannot be undone/);
    assert.doesNotMatch(said, /Undo/);
    await until(() => rowOf('workspace', name) === undefined);
    assert.equal(api.editor.undoable, null);
  });

  test('a revoked token is not known, and a new sign-in mends it', async () => {
    const old = people.ada.token;
    people.ada.token = 'token-of-ada-anew';
    await vscode.commands.executeCommand('nextflowSecrets.refreshSecrets');
    await shows(/^Workspace \| Seqera genomics\/rnaseq · Your token for .* has expired/);
    assert.ok(!drawTree(api).some(line => line.startsWith('Missing')));
    await answered('signIn', { cloud: 'seqera' }, people.ada.token);
    await lists('OTHER');
    assert.ok(!platform.requests.some(({ url }) => url.includes(old)));
    assert.deepEqual(platform.problems, []);
    assert.ok(api.catalog.store(userScope));
  });
});

suite('Seqera Platform behind an authority and a proxy', () => {
  const http = () => vscode.workspace.getConfiguration('http');
  const { Global } = vscode.ConfigurationTarget;

  suiteSetup(() => {
    process.env['TOWER_ACCESS_TOKEN'] = people.ada.token;
  });

  suiteTeardown(async () => {
    for (const name of ['proxy', 'noProxy', 'proxyStrictSSL', 'systemCertificates']) {
      await http().update(name, undefined, Global);
    }
    delete process.env['TOWER_ACCESS_TOKEN'];
    delete process.env['TOWER_API_ENDPOINT'];
    await Promise.all([...fronts.values()].map(front => front.stop()));
  });

  /** The Platform is at this address from now on, for the token of the environment. */
  async function moveTo(endpoint: string): Promise<void> {
    process.env['TOWER_API_ENDPOINT'] = endpoint;
    const configuration = vscode.workspace.getConfiguration('nextflowSecrets');
    await configuration.update('seqera.user', undefined, Global);
    await configuration.update('seqera.endpoint', endpoint, Global);
  }

  /** Changes a setting of VS Code's, and looks again. */
  async function set(name: string, value: unknown): Promise<void> {
    await http().update(name, value, Global);
    await vscode.commands.executeCommand('nextflowSecrets.refreshSecrets');
  }

  const untrusted = /^Workspace \| .*does not trust the certificate/;

  test('an authority of the system is trusted, as long as VS Code reads those', async () => {
    await moveTo(fronts.get('system')?.direct ?? '');
    await lists('OTHER');
    await set('systemCertificates', false);
    await shows(untrusted);
    await set('systemCertificates', undefined);
    await lists('OTHER');
  });

  test('an authority of NODE_EXTRA_CA_CERTS is trusted while VS Code does not read the system’s, and by AWS’s client always', async () => {
    const extra = fronts.get('extra')?.direct ?? '';
    await moveTo(extra);
    await shows(untrusted);
    assert.equal(await httpsStatus(`${extra}/service-info`), 200);
    await set('systemCertificates', false);
    await lists('OTHER');
    await set('systemCertificates', undefined);
    await shows(untrusted);
  });

  test('whom nobody vouches for gets no token, however lenient the proxy may be', async () => {
    const before = platform.requests.length;
    await moveTo(fronts.get('strange')?.direct ?? '');
    await shows(untrusted);
    await set('proxyStrictSSL', false);
    await shows(untrusted);
    assert.equal(platform.requests.length, before);
    await set('proxyStrictSSL', undefined);
  });

  test('VS Code’s proxy leads to a Platform that is not found without it, and reads no token', async () => {
    const front = fronts.get('system') ?? assert.fail();
    await moveTo(`https://${hiddenHost}/api`);
    await shows(/^Workspace \| .*does not respond: (ENOTFOUND|EAI_AGAIN)/);
    assert.deepEqual(front.connects, []);
    await set('proxy', front.proxy);
    await lists('OTHER');
    assert.ok(front.connects.length > 0);
    assert.ok(front.connects.every(to => to === `${hiddenHost}:443`));
    assert.ok(!front.seen().includes('token-of'));
    const before = front.connects.length;
    await set('noProxy', [hiddenHost]);
    await shows(/^Workspace \| .*does not respond: (ENOTFOUND|EAI_AGAIN)/);
    assert.equal(front.connects.length, before);
    await set('noProxy', undefined);
    await lists('OTHER');
    await set('proxy', undefined);
    assert.deepEqual(platform.problems, []);
  });

  test('an address is taken with a slash at its end, and not without encryption', async () => {
    await moveTo(`${fronts.get('system')?.direct ?? ''}//`);
    await lists('OTHER');
    await moveTo('http://seqera.example.org/api');
    await shows(/^Workspace \| .*No token is sent to http:\/\/seqera\.example\.org\/api/);
    await moveTo(`${platform.endpoint}/`);
    await lists('OTHER');
    platform.faults.next('userInfo', { kind: 'redirect', to: 'https://127.0.0.1:1/login' }, 9);
    await vscode.commands.executeCommand('nextflowSecrets.refreshSecrets');
    await shows(/^Workspace \| .*redirects to another address, and your token is not sent there/);
    platform.faults.clear();
    await vscode.commands.executeCommand('nextflowSecrets.refreshSecrets');
    await lists('OTHER');
  });
});

/** Signs in to the Platform of this test, whose address nobody knows yet. */
async function signIn(token: string): Promise<void> {
  await answered('signInSeqera', undefined, 'Seqera Enterprise…', platform.endpoint, token);
}

/** The tree of the compared stores as text. */
function drawComparison(): string[] {
  return api.comparison.roots.flatMap(group => [
    `${group.label} | ${group.description}`,
    ...group.children.map(({ label, description }) => `  ${label} | ${description}`),
  ]);
}

function userRow(wanted: string): unknown {
  return rowOf('user', wanted) ?? assert.fail(drawTree(api).join('\n'));
}

function row(): unknown {
  return rowOf('workspace', name) ?? assert.fail(drawTree(api).join('\n'));
}

function rowOf(kind: SecretScope['kind'], wanted: string): SecretNode | undefined {
  return groupOf(kind)?.children.find(node => node.label === wanted);
}

function groupOf(kind: SecretScope['kind']): SecretNode | undefined {
  return api.view.roots.find(node => node.kind === 'scope' && node.scope.kind === kind);
}

/** Waits until the workspace's group is the Platform's, read to its end, and has this secret. */
async function lists(wanted: string): Promise<void> {
  await until(
    () =>
      groupOf('workspace')?.description === 'Seqera genomics/rnaseq' &&
      rowOf('workspace', wanted) !== undefined,
    `${wanted} on the Platform in ${drawTree(api).join(' / ')}`,
  );
}

async function shows(line: RegExp): Promise<void> {
  await until(
    () => drawTree(api).some(drawn => line.test(drawn)),
    `${line.source} in ${drawTree(api).join(' / ')}`,
  );
}
