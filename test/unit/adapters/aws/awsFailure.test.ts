import assert from 'node:assert/strict';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { AwsConnection } from '../../../../src/adapters/aws/awsConnection.ts';
import { awsFailure } from '../../../../src/adapters/aws/awsFailure.ts';
import type { CloudFailure } from '../../../../src/core/failure.ts';

const signal = new AbortController().signal;

/** What the real client makes of whatever answers in the place of AWS. */
const server = createServer((request, response) => {
  request.resume().on('end', () => {
    answer(response);
  });
});
let answer: (response: ServerResponse) => void = response => response.end();
await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
const own = {
  AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
};
Object.assign(process.env, own);
after(() => {
  server.closeAllConnections();
  server.close();
  Object.keys(own).forEach(name => Reflect.deleteProperty(process.env, name));
});

async function failure(action: string, region = 'eu-west-1'): Promise<CloudFailure> {
  const connection = new AwsConnection({
    profile: null,
    region,
    env: process.env,
    askCode: () => Promise.reject(new Error('not asked')),
    limits: { attempts: 1, attempt: 20_000, call: 20_000, credentials: 60_000 },
  });
  const done = await connection.call(
    { action, resource: 'KEY' },
    signal,
    async ({ sdk, secrets }, abortSignal): Promise<unknown> =>
      action === 'CreateSecret'
        ? secrets.send(new sdk.CreateSecretCommand({ Name: 'KEY', SecretString: 'x' }), {
            abortSignal,
          })
        : secrets.send(new sdk.GetSecretValueCommand({ SecretId: 'KEY' }), { abortSignal }),
  );
  connection.dispose();
  assert.ok(!done.ok);
  return done.error;
}

const page =
  (status: number) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'Content-Type': 'text/html' }).end('<html>blocked</html>');
  };

const message =
  (type: string, message: string) =>
  (response: ServerResponse): void => {
    response.writeHead(400, { 'Content-Type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify({ __type: type, message }));
  };

const denied = { kind: 'cloud-denied', cloud: 'aws' };
const skewed = { kind: 'cloud-clock-skew', cloud: 'aws' };
const intercepted = { kind: 'cloud-intercepted', cloud: 'aws' };

for (const [what, given, action, expected] of [
  ['the page of a proxy', page(403), 'GetSecretValue', { ...intercepted, status: 403 }],
  ['a page that asks to sign in', page(200), 'GetSecretValue', { ...intercepted, status: 200 }],
  [
    'a redirection',
    (response: ServerResponse) => response.writeHead(302, { Location: 'http://login' }).end(),
    'GetSecretValue',
    { ...intercepted, status: 302 },
  ],
  [
    'a connection that breaks in the midst of an answer',
    (response: ServerResponse) => {
      response.writeHead(200, { 'Content-Length': 100 }).write('{"SecretString":');
      response.socket?.destroySoon();
    },
    'GetSecretValue',
    { kind: 'cloud-cut-off', cloud: 'aws', reason: 'ECONNRESET' },
  ],
  [
    'an answer without its end',
    (response: ServerResponse) => response.end('{"SecretString":'),
    'GetSecretValue',
    { kind: 'cloud-cut-off', cloud: 'aws', reason: 'an answer without its end' },
  ],
  [
    'a clock that is late',
    message(
      'InvalidSignatureException',
      'Signature expired: 20260101T000000Z is now earlier than …',
    ),
    'GetSecretValue',
    skewed,
  ],
  [
    'a clock that is early',
    message(
      'SignatureDoesNotMatch',
      'Signature not yet current: 20260101T000000Z is still later …',
    ),
    'GetSecretValue',
    skewed,
  ],
  [
    'a request of another time',
    message('RequestTimeTooSkewed', 'skewed'),
    'GetSecretValue',
    skewed,
  ],
  [
    'a key that may not be used to write, which the service names',
    message(
      'AccessDeniedException',
      'User: arn:aws:iam::1:user/ada is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu-west-1:1:key/2 because no identity-based policy allows it',
    ),
    'CreateSecret',
    {
      ...denied,
      permission: 'kms:GenerateDataKey',
      resource: 'arn:aws:kms:eu-west-1:1:key/2',
    },
  ],
  [
    'a key that may not be used to write',
    message('AccessDeniedException', 'Access to KMS is not allowed'),
    'CreateSecret',
    { ...denied, permission: 'kms:GenerateDataKey, kms:Decrypt', resource: 'KEY' },
  ],
  [
    'a key that may not be used to read',
    message('AccessDeniedException', 'Access to KMS is not allowed'),
    'GetSecretValue',
    { ...denied, permission: 'kms:Decrypt', resource: 'KEY' },
  ],
  [
    'a key that is disabled',
    message('EncryptionFailure', 'the KMS key is disabled'),
    'CreateSecret',
    { kind: 'aws-key-unusable', resource: 'KEY' },
  ],
  [
    'a permission, in the service’s words',
    message('AccessDeniedException', 'no'),
    'CreateSecret',
    { ...denied, permission: 'secretsmanager:CreateSecret', resource: 'KEY' },
  ],
] as const) {
  test(`AWS: ${what} is told as what it is`, async () => {
    answer = given;
    assert.deepEqual(await failure(action), expected);
  });
}

for (const region of ['eu west', 'EU-WEST-1', 'eu-west', 'europe', 'a/b', 'eu-west-1 ']) {
  test(`AWS: “${region}” is said to be no region`, async () => {
    assert.deepEqual(await failure('GetSecretValue', region), {
      kind: 'aws-region-malformed',
      region,
    });
  });
}

test('AWS: codes of the system become what they mean', () => {
  const call = { action: 'ListSecrets', resource: '*', connection: 'profile a' };
  const kindOf = (code: string): string | undefined =>
    awsFailure(Object.assign(new Error('x'), { code }), call)?.kind;
  const table = {
    ECONNRESET: 'cloud-cut-off',
    EPIPE: 'cloud-cut-off',
    HPE_INVALID_CONSTANT: 'cloud-cut-off',
    SELF_SIGNED_CERT_IN_CHAIN: 'cloud-untrusted',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'cloud-untrusted',
    CERT_HAS_EXPIRED: 'cloud-untrusted',
    ECONNREFUSED: 'cloud-unreachable',
    ENOTFOUND: 'cloud-unreachable',
    EAI_AGAIN: 'cloud-unreachable',
  };
  assert.deepEqual(Object.keys(table).map(kindOf), Object.values(table));
  assert.equal(kindOf('ENOENT'), undefined);
});
