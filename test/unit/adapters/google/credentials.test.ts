import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  GoogleConnection,
  type GoogleTarget,
} from '../../../../src/adapters/google/googleConnection.ts';
import { GoogleStores } from '../../../../src/adapters/google/googleStores.ts';
import { idPrefix, nameInId } from '../../../../src/adapters/google/nameInId.ts';
import { userScope } from '../../../../src/core/secrets/secretScope.ts';

const project = 'research';

/** Writes a credentials file and opens a connection with it; no call is made. */
async function opened(
  file: object | null,
  chosen: string | null,
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-google-'));
  try {
    const path = join(folder, 'key.json');
    await writeFile(path, file === null ? 'no JSON' : JSON.stringify(file));
    const target: GoogleTarget = { project: chosen, credentialsFile: path };
    const result = await new GoogleConnection(target, env).open();
    return result.ok
      ? `${result.value.project} ${result.value.account ?? ''}`.trim()
      : JSON.stringify(result.error).replace(path, 'KEY');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const account = {
  type: 'service_account',
  project_id: 'research',
  client_email: 'robot@research.iam.gserviceaccount.com',
  private_key: '',
};
const person = { type: 'authorized_user', quota_project_id: 'quota' };

for (const [what, file, chosen, expected] of [
  ['the project is the key’s', account, null, `research ${account.client_email}`],
  ['the project may be chosen too', account, 'research', `research ${account.client_email}`],
  [
    'another one than the key’s is refused',
    account,
    'clinic',
    '{"kind":"google-project-differs","path":"KEY","own":"research","chosen":"clinic"}',
  ],
  ['a person may work in any project', person, 'clinic', 'clinic'],
  ['a person’s own project comes second', person, null, 'quota'],
  [
    'no project at all is said',
    { type: 'authorized_user' },
    null,
    '{"kind":"cloud-not-set-up","cloud":"google","missing":"project"}',
  ],
  [
    'a key that cannot be read is no sign-in',
    null,
    'research',
    '{"kind":"cloud-signed-out","cloud":"google","connection":"KEY","because":"invalid"}',
  ],
] as const) {
  test(`Google credentials: ${what}`, async () => {
    assert.equal(await opened(file, chosen), expected);
  });
}

test('Google credentials: none at all is no sign-in, and ends no process', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'nextflow-secrets-google-'));
  // Google's library looks in the process's own environment, for a file and for a machine.
  const env = { HOME: folder, METADATA_SERVER_DETECTION: 'none' };
  const before = Object.keys(env).map(name => [name, process.env[name]] as const);
  t.after(async () => {
    for (const [name, value] of before) {
      Reflect.deleteProperty(process.env, name);
      Object.assign(process.env, value === undefined ? {} : { [name]: value });
    }
    await rm(folder, { recursive: true, force: true });
  });
  Object.assign(process.env, env);
  const connection = new GoogleConnection(
    { project, credentialsFile: null },
    { CLOUDSDK_CONFIG: folder },
  );
  const signedOut = { kind: 'cloud-signed-out', cloud: 'google', because: 'absent' };
  const opened = await connection.open();
  assert.ok(!opened.ok);
  assert.deepEqual(opened.error, {
    ...signedOut,
    connection: 'application default credentials',
  });
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
