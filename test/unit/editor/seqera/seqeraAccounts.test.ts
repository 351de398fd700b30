import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { SecretValue } from '../../../../src/core/secrets/secretValue.ts';
import type { Environment } from '../../../../src/core/seqera/environmentAccess.ts';
import type { SeqeraAccount } from '../../../../src/core/seqera/seqeraAccount.ts';
import { seqeraCloud, type SeqeraEndpoint } from '../../../../src/core/seqera/seqeraEndpoint.ts';
import type { ForeignSignIn } from '../../../../src/editor/seqera/nextflowExtension.ts';
import { SeqeraAccounts } from '../../../../src/editor/seqera/seqeraAccounts.ts';
import { Emitter } from '../../../../src/services/async/event.ts';
import { endpointOf } from '../../../support/ids.ts';
import { MemorySecretStorage } from '../../../support/memorySecretStorage.ts';

const enterprise = endpointOf('https://seqera.example.org/api');
const ada: SeqeraAccount = {
  endpoint: seqeraCloud,
  user: { id: '1', name: 'ada' },
  token: 'token-of-ada',
  keeper: 'environment',
};

/** A machine without the Nextflow extension. */
const none: ForeignSignIn = {
  available: false,
  token: () => assert.fail('asked for a token'),
  onDidChange: () => ({ dispose: () => undefined }),
};

async function tokenIn(
  accounts: SeqeraAccounts,
  endpoint: SeqeraEndpoint,
  user: string | null = null,
): Promise<string | null> {
  return (await accounts.findToken(endpoint, user))?.reveal() ?? null;
}

test('a token goes to the Platform that it is for, and to no other', async () => {
  const accounts = new SeqeraAccounts(new MemorySecretStorage(), {}, none);
  await accounts.add(ada);
  assert.equal(await tokenIn(accounts, seqeraCloud), 'token-of-ada');
  assert.equal(await tokenIn(accounts, enterprise), null);
  assert.equal(await tokenIn(accounts, endpointOf(`${seqeraCloud}.example.org`)), null);
});

test('of several users the one of the settings is taken, and a new sign-in replaces the old', async () => {
  const accounts = new SeqeraAccounts(new MemorySecretStorage(), {}, none);
  await accounts.add(ada);
  await accounts.add({ ...ada, user: { id: '2', name: 'grace' }, token: 'token-of-grace' });
  await accounts.add({ ...ada, endpoint: enterprise, token: 'token-of-ada-there' });
  assert.equal(await tokenIn(accounts, seqeraCloud, 'grace'), 'token-of-grace');
  assert.equal(await tokenIn(accounts, seqeraCloud, 'linus'), null);
  assert.equal(await tokenIn(accounts, enterprise, 'ada'), 'token-of-ada-there');
  await accounts.add({ ...ada, token: 'token-of-ada-anew' });
  assert.equal((await accounts.list()).length, 3);
  assert.equal(await tokenIn(accounts, seqeraCloud, 'ada'), 'token-of-ada-anew');
});

test('the environment’s token is not kept, and goes to the Platform of the environment alone', async () => {
  const env: Record<string, string> = { TOWER_ACCESS_TOKEN: ' token-of-env ' };
  const secrets = new MemorySecretStorage();
  const accounts = new SeqeraAccounts(secrets, env, none);
  assert.equal(await tokenIn(accounts, seqeraCloud), 'token-of-env');
  await accounts.add({ ...ada, token: null });
  assert.equal(await tokenIn(accounts, seqeraCloud, 'ada'), 'token-of-env');
  env['TOWER_API_ENDPOINT'] = enterprise;
  assert.equal(await tokenIn(accounts, seqeraCloud, 'ada'), null);
  assert.equal(await tokenIn(accounts, enterprise), 'token-of-env');
  for (const key of await secrets.keys()) {
    assert.ok(!(await secrets.get(key))?.includes('token-of-env'));
  }
});

test('an environment that names no safe address, or no token, has none', () => {
  const environments: Environment[] = [
    {},
    { TOWER_ACCESS_TOKEN: '' },
    { TOWER_ACCESS_TOKEN: 'two words are none' },
    { TOWER_ACCESS_TOKEN: 'token-of-env', TOWER_API_ENDPOINT: 'http://seqera.example.org/api' },
    { TOWER_ACCESS_TOKEN: 'token-of-env', TOWER_API_ENDPOINT: 'nonsense' },
  ];
  for (const env of environments) {
    assert.equal(new SeqeraAccounts(new MemorySecretStorage(), env, none).environment, null);
  }
});

test('what cannot be read of an account is no account, and other secrets are left alone', async () => {
  const secrets = new MemorySecretStorage();
  const accounts = new SeqeraAccounts(secrets, {}, none);
  const texts = [
    '',
    '{',
    'null',
    '{"endpoint":"http://x.org","user":{"id":"1","name":"a"},"token":"t"}',
  ];
  for (const [at, text] of texts.entries()) {
    await secrets.store(`seqera/account/${at}`, text);
  }
  await secrets.store('value/user/KEY', 'x');
  assert.deepEqual(await accounts.list(), []);
  assert.ok(!secrets.read.includes('value/user/KEY'));
  let changes = 0;
  accounts.onDidChange(() => (changes += 1));
  await secrets.store('value/user/KEY', 'y');
  assert.equal(changes, 0);
  await accounts.add(ada);
  await accounts.remove('1@https://api.cloud.seqera.io');
  assert.equal(changes, 2);
  assert.deepEqual(await accounts.list(), []);
});

test('the token of the Nextflow extension is asked for each time, kept nowhere, and for Cloud alone', async () => {
  let token: string | null = 'token-of-extension';
  let asked = 0;
  const listeners = new Emitter<void>();
  const extension: ForeignSignIn = {
    available: true,
    token: ask => {
      assert.equal(ask, false, 'nobody is asked while secrets are read');
      asked += 1;
      return Promise.resolve(token === null ? null : new SecretValue(token));
    },
    onDidChange: listeners.event,
  };
  const secrets = new MemorySecretStorage();
  const accounts = new SeqeraAccounts(secrets, {}, extension);
  let changes = 0;
  accounts.onDidChange(() => (changes += 1));
  listeners.fire();
  await setImmediate();
  assert.equal(changes, 0, 'nobody uses it here');
  assert.equal(await tokenIn(accounts, seqeraCloud), null);
  await accounts.add({ ...ada, token: null, keeper: 'extension' });
  await accounts.add({ ...ada, endpoint: enterprise, token: null, keeper: 'extension' });
  assert.equal(await tokenIn(accounts, seqeraCloud, 'ada'), 'token-of-extension');
  token = 'token-of-extension-anew';
  assert.equal(await tokenIn(accounts, seqeraCloud, 'ada'), 'token-of-extension-anew');
  assert.equal(await tokenIn(accounts, enterprise, 'ada'), null);
  token = null;
  assert.equal(await tokenIn(accounts, seqeraCloud, 'ada'), null);
  assert.equal(asked, 3);
  const before = changes;
  listeners.fire();
  await setImmediate();
  assert.equal(changes, before + 1);
  for (const key of await secrets.keys()) {
    assert.ok(!(await secrets.get(key))?.includes('token-of-extension'));
  }
});
