import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { test } from 'node:test';
import type * as sdk from '../../src/adapters/google/googleSdk.ts';
import { GoogleServer } from '../support/google/googleServer.ts';

/** What ships of Google's client is less than it is made of; this is what we call of it. */
test('the client for Google as it ships makes, lists and removes secrets', async () => {
  const file = resolve('out/package/extension/dist/googleSdk.js');
  const shipped = createRequire(import.meta.url)(file) as typeof sdk;
  const server = await GoogleServer.start();
  const [apiEndpoint, port] = server.environment['SECRET_MANAGER_EMULATOR_HOST']?.split(':') ?? [];
  const client = new shipped.SecretManagerServiceClient({
    projectId: 'research',
    apiEndpoint: apiEndpoint ?? '',
    port: Number(port),
    sslCreds: shipped.credentials.createInsecure(),
    credentials: { client_email: 'emulator', private_key: '' },
  });
  try {
    const parent = 'projects/research';
    const name = `${parent}/secrets/KEY`;
    await client.createSecret({
      parent,
      secretId: 'KEY',
      secret: { replication: { automatic: {} } },
    });
    const data = Buffer.from('value');
    await client.addSecretVersion({
      parent: name,
      payload: { data, dataCrc32c: shipped.crc32c(data) },
    });
    const [{ payload }] = await client.accessSecretVersion({ name: `${name}/versions/latest` });
    assert.equal(Buffer.from(payload?.data ?? '').toString(), 'value');
    const [listed] = await client.listSecrets({ parent });
    assert.deepEqual(
      listed.map(secret => secret.name),
      [name],
    );
    await client.deleteSecret({ name });
    await assert.rejects(client.getSecret({ name }), { code: 5 });
  } finally {
    await client.close();
    server.stop();
  }
});

test('the client for AWS as it ships says nothing of the Node that runs it', () => {
  const file = resolve('out/package/extension/dist/awsSdk.js');
  const script = `
    Object.defineProperty(process, 'version', { value: 'v18.0.0' });
    const { SecretsManagerClient } = require(${JSON.stringify(file)});
    new SecretsManagerClient({ region: 'eu-west-1' }).config;
    console.log('made');`;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  assert.deepEqual([stdout, stderr], ['made\n', '']);
});
