import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsStores } from '../../../src/adapters/aws/store/awsStores.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { Result } from '../../../src/core/result.ts';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { AwsChoice } from '../../../src/core/secrets/storeChoice.ts';
import type { SecretStore } from '../../../src/services/ports/stores/secretStore.ts';
import { type AwsContext, sharedAwsContext } from '../../support/awsContext.ts';
import { secretName } from '../../support/catalogs.ts';
import { test } from '../../support/test.ts';
import { requireTool } from '../../support/tools.ts';

const contextOn = sharedAwsContext();
const never = new AbortController().signal;
const name = secretName('API_TOKEN');

interface Parts extends AwsContext {
  readonly stores: AwsStores;
  /** The devices whose code was asked for. */
  readonly asked: readonly string[];
  readonly open: (profile: string | null) => SecretStore;
}

function signInTest(title: string, body: (parts: Parts) => Promise<void>): void {
  test(title, async () => {
    const program = requireTool('moto');
    const context = await contextOn(program);
    const asked: string[] = [];
    const stores = new AwsStores({
      env: process.env,
      limits: { attempts: 2, attempt: 2000, call: 8000, credentials: 60_000 },
      askCode: device => {
        asked.push(device);
        return Promise.resolve('123456');
      },
    });
    const open = (profile: string | null): SecretStore => stores.create(userScope, choice(profile));
    await body({ ...context, stores, asked, open });
    stores.dispose();
  });
}

const choice = (profile: string | null): AwsChoice => ({
  kind: 'aws',
  profile,
  region: null,
  prefix: 'nextflow/users/ada/',
  recoveryDays: 7,
});

signInTest('AWS: profiles are listed with how they sign in', async ({ stores }) => {
  const profiles = await stores.profiles();
  assert.deepEqual(
    profiles.map(({ name: profile, by, region }) => `${profile} ${by} ${region ?? ''}`).sort(),
    [
      'guarded role eu-west-1',
      'lab sso eu-west-1',
      'other role us-east-2',
      'research keys eu-west-1',
    ],
  );
});

signInTest('AWS: each profile is an account and a region of its own', async ({ open }) => {
  const [research, other] = [open('research'), open('other')];
  got(await research.add(name, new SecretValue('x'), never));
  assert.equal(got(await research.list(never)).length, 1);
  assert.deepEqual(got(await other.list(never)), []);
  assert.deepEqual([research.place, research.account], ['eu-west-1', '123456789012']);
  assert.deepEqual([other.place, other.account], ['us-east-2', '222222222222']);
});

signInTest('AWS: a code is asked for when the user signs in, and never unbidden', async parts => {
  const { stores, open, asked } = parts;
  assert.deepEqual(failed(await open('guarded').list(never)), {
    kind: 'cloud-signed-out',
    cloud: 'aws',
    connection: 'profile guarded',
    because: 'code',
  });
  assert.deepEqual(asked, []);
  const device = 'arn:aws:iam::123456789012:mfa/ada';
  assert.deepEqual(await stores.signIn(choice('guarded')), { kind: 'code', device });
  const [first, second] = [open('guarded'), open('guarded')];
  const listed = await Promise.all([first.list(never), second.list(never)]);
  listed.forEach(got);
  assert.deepEqual(asked, [device]);
  assert.equal(first.account, '333333333333');
});

signInTest(
  'AWS: a session that was never begun, or has ended, says how to begin it',
  async parts => {
    const { stores, open } = parts;
    const failure = failed(await open('lab').list(never));
    assert.equal(failure.kind, 'cloud-signed-out');
    const way = await stores.signIn(choice('lab'));
    const command =
      way.kind === 'manual' ? way.hint : way.kind === 'program' ? way.args.join(' ') : '';
    assert.match(command, /sso login --profile lab$/);
  },
);

signInTest('AWS: a profile that is not there has no credentials', async ({ open, stores }) => {
  process.env['AWS_REGION'] = 'eu-west-1';
  const failure = failed(await open('nobody').list(never));
  delete process.env['AWS_REGION'];
  assert.equal(failure.kind === 'cloud-signed-out' && failure.because, 'absent');
  const way = await stores.signIn(choice('nobody'));
  assert.deepEqual(way, { kind: 'manual', hint: 'aws configure --profile nobody' });
});

signInTest('AWS: without a region nothing is asked of anybody', async ({ open, proxy }) => {
  const failure = failed(await open(null).list(never));
  assert.deepEqual(failure, { kind: 'cloud-not-set-up', cloud: 'aws', missing: 'region' });
  assert.equal(proxy.count('ListSecrets'), 0);
});

signInTest('AWS: the environment is a way in, where no profile is chosen', async ({ open }) => {
  const environment = {
    AWS_ACCESS_KEY_ID: 'AKIAENV',
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_DEFAULT_REGION: 'eu-north-1',
  };
  Object.assign(process.env, environment);
  const store = open(null);
  const listed = await store.list(never);
  Object.keys(environment).forEach(variable => Reflect.deleteProperty(process.env, variable));
  got(listed);
  assert.equal(store.place, 'eu-north-1');
});

signInTest('AWS: changed files are noticed, and what is connected then reads them', async parts => {
  const { stores, open, folder } = parts;
  open('research');
  const changed = new Promise<void>(resolve => {
    stores.onDidChangeCredentials(resolve);
  });
  appendFileSync(
    join(folder, 'config'),
    '\n[profile later]\nregion = eu-west-2\nrole_arn = arn:aws:iam::444444444444:role/later\nsource_profile = research\n',
  );
  await changed;
  const later = open('later');
  got(await later.list(never));
  assert.deepEqual([later.place, later.account], ['eu-west-2', '444444444444']);
});

function got<T>(result: Result<T, Failure>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

function failed<T>(result: Result<T, Failure>): Failure {
  assert.ok(!result.ok, 'it failed');
  return result.error;
}
