import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Document, OpenAPIBackend } from 'openapi-backend';
import { parse } from 'yaml';
import { currentTypes, generateTypes } from '../../../../tools/seqera/generateTypes.mjs';
import { FakePlatform } from '../../../support/seqera/fakePlatform.ts';

test('the types of the Platform’s API are those of its description; npm run api renews them', async () => {
  assert.equal(await currentTypes(), await generateTypes());
});

test('the description is one of OpenAPI', async () => {
  const text = readFileSync('src/adapters/seqera/platform.openapi.yaml', 'utf8');
  await new OpenAPIBackend({
    definition: parse(text) as Document,
    strict: true,
    validate: false,
  }).init();
});

test('the Platform of the tests notes each request, and each answer, that is not as described', async () => {
  const platform = await FakePlatform.start();
  const ada = platform.state.addUser('ada', 'token-of-ada-5d21');
  const ask = async (method: string, path: string, body?: object): Promise<void> => {
    await fetch(`${platform.endpoint}${path}`, {
      method,
      headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
  };
  try {
    await ask('POST', '/pipeline-secrets', { name: 'GOOD', value: 'x' });
    await ask('GET', '/pipeline-secrets');
    assert.equal(platform.problems.length, 0);
    await ask('POST', '/pipeline-secrets', { name: 'BAD', value: 'x', tag: 'y' });
    await ask('GET', '/pipeline-secrets?workspaceId=rnaseq');
    await ask('PUT', '/pipeline-secrets/abc', { value: 'x' });
    (platform.state.secretsOf(ada)[0] ?? assert.fail()).dateCreated = 'yesterday';
    await ask('GET', '/pipeline-secrets');
    assert.deepEqual(
      platform.problems.map(problem => problem.split(':')[0]),
      [
        'POST /pipeline-secrets',
        'GET /pipeline-secrets',
        'PUT /pipeline-secrets/abc',
        'GET /pipeline-secrets 200',
      ],
    );
  } finally {
    await platform.stop();
  }
});
