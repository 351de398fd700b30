import assert from 'node:assert/strict';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { AwsCopyManager } from '../../../src/adapters/aws/copies/awsCopyManager.ts';
import { AwsSecretStore } from '../../../src/adapters/aws/store/awsSecretStore.ts';
import type { Failure } from '../../../src/core/failure.ts';
import type { Result } from '../../../src/core/result.ts';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import type { NewCopy } from '../../../src/services/ports/copies/copyManager.ts';
import { type AwsContext, sharedAwsContext } from '../../support/awsContext.ts';
import { secretName } from '../../support/catalogs.ts';
import { runId } from '../../support/ids.ts';
import { test } from '../../support/test.ts';
import { requireTool } from '../../support/tools.ts';

const contextOn = sharedAwsContext();
const never = new AbortController().signal;
const canary = 'canary-7d1e';
const run = runId('1k0K4WlGep8ZTM');
const copy: NewCopy = {
  key: `tower-${run}/API_TOKEN`,
  value: new SecretValue(canary),
  run,
  expiresAt: 0,
};
const name = secretName('API_TOKEN');
/** Enough for what is meant to succeed on a busy machine. */
const patient = { attempts: 3, attempt: 60_000, call: 120_000, credentials: 60_000 };
/** Soon over, for what does not respond. */
const brief = { ...patient, attempt: 1500, call: 4000 };

interface Parts extends AwsContext {
  readonly manager: AwsCopyManager;
  readonly store: AwsSecretStore;
}

function faultTest(title: string, body: (parts: Parts) => Promise<void>, limits = patient): void {
  test(title, async () => {
    const program = requireTool('moto');
    const context = await contextOn(program);
    const connection = context.connect('research', limits);
    const opened = await AwsCopyManager.open({ connection, host: 'a', now: Date.now }, never);
    const choice = {
      kind: 'aws',
      profile: 'research',
      region: null,
      prefix: 'nextflow/users/ada/',
      recoveryDays: 7,
    } as const;
    const store = new AwsSecretStore(userScope, choice, {
      connection,
      now: Date.now,
      release: () => undefined,
    });
    await body({ ...context, manager: got(opened), store });
    connection.dispose();
  });
}

faultTest('AWS: what is throttled is tried again', async ({ proxy, manager }) => {
  proxy.next('CreateSecret', 'throttle', 'throttle');
  got(await manager.put(copy, never));
  assert.equal(proxy.count('CreateSecret'), 3);
});

faultTest('AWS: what stays throttled fails as that', async ({ proxy, manager }) => {
  proxy.always('CreateSecret', 'throttle');
  const failure = failed(await manager.put(copy, never));
  assert.deepEqual(failure, { kind: 'cloud-throttled', cloud: 'aws', action: 'CreateSecret' });
});

faultTest('AWS: a cut connection is tried again, and fails when it stays cut', async parts => {
  const { proxy, manager } = parts;
  proxy.next('CreateSecret', 'cut');
  got(await manager.put(copy, never));
  proxy.always('DeleteSecret', 'cut');
  assert.equal(failed(await manager.remove(copy.key, never)).kind, 'cloud-cut-off');
});

faultTest('AWS: a copy whose answer is lost is made once', async ({ proxy, manager }) => {
  proxy.next('CreateSecret', 'lose');
  got(await manager.put(copy, never));
  assert.equal(got(await manager.list(never)).length, 1);
});

faultTest('AWS: a copy of that key that another has made is not taken for ours', async parts => {
  const { manager } = parts;
  const client = new SecretsManagerClient({ profile: 'research' });
  await client.send(new CreateSecretCommand({ Name: copy.key, SecretString: 'theirs' }));
  const failure = failed(await manager.put(copy, never));
  assert.equal(failure.kind === 'cloud-refused' && failure.code, 'ResourceExistsException');
});

faultTest(
  'AWS: a service that does not respond fails in time',
  async ({ proxy, manager }) => {
    proxy.always('ListSecrets', 'hang');
    const failure = failed(await manager.list(never));
    assert.deepEqual(failure, { kind: 'cloud-unreachable', cloud: 'aws', reason: 'timeout' });
  },
  brief,
);

faultTest('AWS: a wait can be given up at once', async ({ proxy, manager }) => {
  proxy.always('ListSecrets', 'hang');
  const abort = new AbortController();
  const listing = manager.list(abort.signal);
  abort.abort();
  await assert.rejects(listing, { name: 'AbortError' });
});

faultTest('AWS: a service that errs again and again is named', async ({ proxy, manager }) => {
  proxy.always('ListSecrets', 'fail');
  const failure = failed(await manager.list(never));
  assert.equal(failure.kind === 'cloud-refused' && failure.code, 'InternalServiceError');
});

faultTest('AWS: who may not tag makes copies without tags, and tries that once', async parts => {
  const { proxy, manager } = parts;
  proxy.next('CreateSecret', 'deny');
  got(await manager.put(copy, never));
  assert.deepEqual(got(await manager.list(never))[0]?.tags, {});
  got(await manager.put({ ...copy, key: `tower-${run}/OTHER` }, never));
  assert.equal(proxy.count('CreateSecret'), 3);
});

faultTest(
  'AWS: a denied change names the permission, and makes the store read-only',
  async parts => {
    const { proxy, store } = parts;
    let changes = 0;
    store.onDidChange(() => (changes += 1));
    proxy.always('CreateSecret', 'deny');
    assert.deepEqual(failed(await store.add(name, new SecretValue(canary), never)), {
      kind: 'cloud-denied',
      cloud: 'aws',
      permission: 'secretsmanager:CreateSecret',
      resource: 'nextflow/users/ada/API_TOKEN',
    });
    assert.ok(store.readOnly && changes === 1);
    proxy.always('CreateSecret', null);
    got(await store.add(name, new SecretValue(canary), never));
    assert.ok(!store.readOnly);
  },
);

faultTest('AWS: credentials that expire meanwhile are told as that', async ({ proxy, store }) => {
  proxy.always('ListSecrets', 'expire');
  const failure = failed(await store.list(never));
  assert.equal(failure.kind === 'cloud-signed-out' && failure.because, 'expired');
});

faultTest('AWS: a listing that lags behind does not hide what was just done', async parts => {
  const { proxy, store } = parts;
  got(await store.list(never));
  got(await store.add(name, new SecretValue(canary), never));
  proxy.always('ListSecrets', 'lag');
  assert.deepEqual(await namesOf(store), [name]);
  proxy.always('ListSecrets', null);
  assert.deepEqual(await namesOf(store), [name]);
  got(await store.remove(name, never));
  proxy.always('ListSecrets', 'lag');
  assert.deepEqual(await namesOf(store), []);
});

faultTest('AWS: an empty page is not the end of a listing', async ({ proxy, store }) => {
  got(await store.add(name, new SecretValue(canary), never));
  proxy.next('ListSecrets', 'empty-page', 'empty-page');
  assert.deepEqual(await namesOf(store), [name]);
});

faultTest('AWS: a copy takes the place of one that waits for its deletion', async ({ manager }) => {
  got(await manager.put(copy, never));
  const client = new SecretsManagerClient({ profile: 'research' });
  await client.send(new DeleteSecretCommand({ SecretId: copy.key, RecoveryWindowInDays: 7 }));
  assert.ok(got(await manager.list(never))[0]?.deletedAt);
  got(await manager.put({ ...copy, value: new SecretValue('again') }, never));
  assert.equal(got(await manager.list(never))[0]?.deletedAt, null);
});

faultTest('AWS: where forcing is forbidden a copy is removed with a window', async parts => {
  const { proxy, manager } = parts;
  got(await manager.put(copy, never));
  proxy.next('DeleteSecret', 'deny');
  got(await manager.remove(copy.key, never));
  assert.ok(got(await manager.list(never))[0]?.deletedAt);
});

async function namesOf(store: AwsSecretStore): Promise<readonly string[]> {
  return got(await store.list(never)).map(record => record.name);
}

function got<T>(result: Result<T, Failure>): T {
  assert.ok(result.ok, JSON.stringify(result));
  return result.value;
}

/** A failure tells no value. */
function failed<T>(result: Result<T, Failure>): Failure {
  assert.ok(!result.ok, 'it failed');
  assert.ok(!JSON.stringify(result.error).includes(canary));
  return result.error;
}
