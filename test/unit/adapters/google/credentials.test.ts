import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import https from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import {
  GoogleConnection,
  type GoogleTarget,
} from '../../../../src/adapters/google/googleConnection.ts';
import { GoogleStores } from '../../../../src/adapters/google/googleStores.ts';
import { idPrefix, nameInId } from '../../../../src/adapters/google/nameInId.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';
import { TokenServer } from '../../../support/google/tokenServer.ts';

const project = 'research';
const machineName = 'application default credentials';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

const account = {
  type: 'service_account',
  project_id: 'research',
  client_email: 'robot@research.iam.gserviceaccount.com',
  private_key: privateKey,
};
const person = {
  type: 'authorized_user',
  client_id: 'ada',
  client_secret: 'secret',
  refresh_token: 'refresh',
  quota_project_id: 'quota',
};
const projectless = { ...person, quota_project_id: undefined };
const impersonation =
  'https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/robot@research.iam.gserviceaccount.com:generateAccessToken';
const impersonating = {
  type: 'impersonated_service_account',
  service_account_impersonation_url: impersonation,
  source_credentials: projectless,
};

/** A workload that shows a token of its own cloud, here one in a file. */
const federated = (token: string) => ({
  type: 'external_account',
  audience: '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: { file: token },
});

/** A person who signed in with the identity of a company. */
const workforce = {
  type: 'external_account_authorized_user',
  audience: '//iam.googleapis.com/locations/global/workforcePools/p/providers/q',
  client_id: 'ada',
  client_secret: 'secret',
  refresh_token: 'refresh',
  token_url: 'https://sts.googleapis.com/v1/oauthtoken',
};

/** A folder for credentials, the servers that tokens come from, and an environment without any. */
async function site(t: TestContext, own: Readonly<Record<string, string>> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-google-'));
  const server = await TokenServer.start();
  // Google's library looks in the process's own environment, for a file and for a machine.
  const env = { HOME: folder, METADATA_SERVER_DETECTION: 'none', PATH: folder, ...own };
  Object.assign(env, { GCE_METADATA_HOST: server.host });
  const before = Object.keys(env).map(name => [name, process.env[name]] as const);
  Object.assign(process.env, env);
  t.after(async () => {
    server.stop();
    for (const [name, value] of before) {
      Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, value === undefined ? {} : { [name]: value });
    }
    await rm(folder, { recursive: true, force: true });
  });
  return { folder, server, env: { CLOUDSDK_CONFIG: folder } };
}

/** Opens a connection with a credentials file, or with none, and tells who it is. */
async function opened(
  { folder, env }: Awaited<ReturnType<typeof site>>,
  file: object | string | null,
  chosen: string | null = 'research',
): Promise<string> {
  const path = join(folder, 'key.json');
  if (file !== null) {
    await writeFile(path, typeof file === 'string' ? file : JSON.stringify(file));
  }
  const target: GoogleTarget = { project: chosen, credentialsFile: file === null ? null : path };
  const connection = new GoogleConnection(target, env);
  const result = await connection.open();
  connection.dispose();
  if (!result.ok) {
    return JSON.stringify(result.error).replace(path, 'KEY');
  }
  const { account, project, client } = result.value;
  const { authorization } = Object.fromEntries(await client.auth.getRequestHeaders());
  const token = /^Bearer (given|impersonated)$/.exec(authorization ?? '')?.[1] ?? 'self-signed';
  return [project, account ?? 'nobody', token].join(' ');
}

const signedOut = (because: string, connection = 'KEY'): string =>
  JSON.stringify({ kind: 'cloud-signed-out', cloud: 'google', connection, because });

for (const [what, file, chosen, expected] of [
  ['the project is the key’s', account, null, `research ${account.client_email} self-signed`],
  [
    'the project may be chosen too',
    account,
    'research',
    `research ${account.client_email} self-signed`,
  ],
  [
    'another one than the key’s is refused',
    account,
    'clinic',
    '{"kind":"google-project-differs","path":"KEY","own":"research","chosen":"clinic"}',
  ],
  ['a person may work in any project', person, 'clinic', 'clinic nobody given'],
  ['a person’s own project comes second', person, null, 'quota nobody given'],
  [
    'a service account that is impersonated is who it is',
    impersonating,
    'clinic',
    `clinic ${account.client_email} impersonated`,
  ],
  ['what is no JSON is no sign-in', 'no JSON', 'research', signedOut('invalid')],
  ['nor is JSON of something else', { data: 1 }, 'research', signedOut('invalid')],
  [
    'nor a key that is cut',
    { ...account, private_key: 'x' },
    'research',
    signedOut('invalid', account.client_email),
  ],
  ['nor an empty file', '', 'research', signedOut('invalid')],
  [
    'a person of a federated workforce works in any project',
    workforce,
    'clinic',
    'clinic nobody given',
  ],
  [
    'a kind that the library does not know is named',
    { type: 'gdch_service_account', format_version: '1', project: 'research' },
    'research',
    '{"kind":"google-credentials-kind","path":"KEY","type":"gdch_service_account"}',
  ],
  [
    'a program that nothing allows to be run is told',
    { ...federated(''), credential_source: { executable: { command: '/bin/true' } } },
    'research',
    '{"kind":"google-executable-forbidden","path":"KEY"}',
  ],
] as const) {
  test(`Google credentials: ${what}`, async t => {
    assert.equal(await opened(await site(t), file, chosen), expected);
  });
}

test('Google credentials: a federation of workloads, with and without an account', async t => {
  const here = await site(t);
  const token = join(here.folder, 'token');
  await writeFile(token, 'a token of another cloud');
  assert.equal(await opened(here, federated(token)), 'research nobody given');
  assert.deepEqual(here.server.asked, ['sts.googleapis.com/v1/token']);
  const file = { ...federated(token), service_account_impersonation_url: impersonation };
  assert.equal(await opened(here, file), `research ${account.client_email} impersonated`);
  await rm(token);
  assert.match(await opened(here, file), /"cloud-signed-out"/);
});

test('Google credentials: a federation that asks an address, or a program, for its token', async t => {
  const here = await site(t, { GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES: '1' });
  const url = 'https://login.example.org/subject';
  const asking = { ...federated(''), credential_source: { url, format: { type: 'text' } } };
  here.server.answers.set('/subject', [200, { text: 'a token of another cloud' }]);
  assert.equal(await opened(here, asking), 'research nobody given');
  here.server.answers.set('/subject', [503, { text: 'not now' }]);
  assert.match(await opened(here, asking), /"cloud-signed-out"/);
  const token_type = 'urn:ietf:params:oauth:token-type:jwt';
  const given = { version: 1, success: true, token_type, expiration_time: 4102444800 };
  const program = join(here.folder, 'token-program');
  const executable = { command: program, timeout_millis: 10_000 };
  const file = { ...federated(''), credential_source: { executable } };
  for (const [answer, expected] of [
    [{ ...given, id_token: 'a token' }, /^research nobody given$/],
    [{ version: 1, success: false, code: '401', message: 'no' }, /"cloud-signed-out"/],
    ['no JSON', /"cloud-signed-out"/],
  ] as const) {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    await writeFile(program, `#!/bin/sh\necho '${text}'\n`, { mode: 0o755 });
    assert.match(await opened(here, file), expected);
  }
});

test('Google credentials: a machine has an account and a project of its own', async t => {
  const here = await site(t, { METADATA_SERVER_DETECTION: 'assume-present' });
  const machine = 'machine@research.iam.gserviceaccount.com';
  assert.equal(await opened(here, null, null), `machine-project ${machine} given`);
  here.server.answers.set('/default/token', [404, {}]);
  assert.match(await opened(here, null), /"cloud-signed-out".*"invalid"/);
});

test('Google credentials: what a person signed in with before is found by itself', async t => {
  const here = await site(t);
  await writeFile(
    join(here.folder, 'application_default_credentials.json'),
    JSON.stringify(person),
  );
  assert.equal(await opened(here, null, null), 'quota nobody given');
});

test('Google credentials: no project at all is said', async t => {
  const here = await site(t);
  here.server.answers.set('/project/project-id', [404, {}]);
  assert.equal(
    await opened(here, projectless, null),
    '{"kind":"cloud-not-set-up","cloud":"google","missing":"project"}',
  );
});

for (const [what, file, asked, answer, expected] of [
  [
    'a sign-in that was withdrawn has expired',
    person,
    '/token',
    [400, { error: 'invalid_grant' }],
    signedOut('expired'),
  ],
  [
    'an account that may not be impersonated is a permission',
    impersonating,
    ':generateAccessToken',
    [403, { error: { status: 'PERMISSION_DENIED', message: 'getAccessToken denied' } }],
    JSON.stringify({
      kind: 'cloud-denied',
      cloud: 'google',
      permission: 'iam.serviceAccounts.getAccessToken',
      resource: account.client_email,
    }),
  ],
] as const) {
  test(`Google credentials: ${what}, and the next try is a new one`, async t => {
    const here = await site(t);
    here.server.answers.set(asked, [answer[0], answer[1]]);
    assert.equal(await opened(here, file), expected);
    const path = join(here.folder, 'key.json');
    const connection = new GoogleConnection({ project, credentialsFile: path }, here.env);
    assert.ok(!(await connection.open()).ok);
    here.server.answers.clear();
    assert.ok((await connection.open()).ok);
    connection.dispose();
  });
}

test('Google credentials: servers of tokens that are gone are not reached', async t => {
  const here = await site(t);
  here.server.stop();
  https.request = () => httpRequest({ host: '127.0.0.1', port: 1 });
  assert.equal(
    await opened(here, person),
    '{"kind":"cloud-unreachable","cloud":"google","reason":"ECONNREFUSED"}',
  );
});

test('Google credentials: none at all is no sign-in, and ends no process', async t => {
  const here = await site(t);
  assert.equal(await opened(here, null), signedOut('absent', machineName));
});

test('Google credentials: a change of the file is announced', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-google-'));
  const path = join(folder, 'key.json');
  const stores = new GoogleStores({});
  t.after(async () => {
    stores.dispose();
    await rm(folder, { recursive: true, force: true });
  });
  const choice = {
    kind: 'google',
    project,
    credentialsFile: path,
    location: null,
    prefix: 'x',
  } as const;
  stores.create(userScope, choice).dispose();
  const changed = new Promise<void>(done => {
    stores.onDidChangeCredentials(done);
  });
  await writeFile(path, JSON.stringify(account));
  // The watcher does not keep a process alive.
  const alive = setInterval(() => undefined, 1000);
  await changed;
  clearInterval(alive);
  assert.equal(await stores.projectOf(path), 'research');
  assert.deepEqual(await stores.signIn(choice), { kind: 'file', path });
});

test('a prefix becomes the beginning of a legal id, and no two become one', () => {
  const prefixes = ['nextflow/my-app/', 'nextflow/my/app/', 'nextflow/my.app/', 'nextflow/my_app/'];
  const ids = prefixes.map(idPrefix);
  assert.deepEqual(ids, [
    'nextflow-my__app-',
    'nextflow-my-app-',
    'nextflow-my_2eapp-',
    'nextflow-my_5fapp-',
  ]);
  assert.equal(idPrefix('team'), 'team-');
  assert.equal(nameInId('nextflow-my-', 'nextflow-my-app-KEY'), null);
  assert.equal(nameInId('nextflow-my-app-', 'nextflow-my-app-KEY'), 'KEY');
});
