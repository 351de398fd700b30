import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AwsCopyManager } from '../../../src/adapters/aws/copies/awsCopyManager.ts';
import { AwsSecretStore } from '../../../src/adapters/aws/store/awsSecretStore.ts';
import { userScope } from '../../../src/core/secrets/secretScope.ts';
import { SecretValue } from '../../../src/core/secrets/secretValue.ts';
import { awsContext } from '../../support/awsContext.ts';
import { secretName } from '../../support/catalogs.ts';
import { runId } from '../../support/ids.ts';
import { test } from '../../support/test.ts';
import { requireTool } from '../../support/tools.ts';

const never = new AbortController().signal;

/** The page's policy for the Seqera instance. */
const policy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'secretsmanager:DeleteSecret',
        'secretsmanager:ListSecrets',
        'secretsmanager:CreateSecret',
      ],
      Resource: '*',
    },
  ],
};

test('AWS: with the page’s policy alone copies are made and removed, and reading is denied by name', async () => {
  const program = requireTool('moto');
  // After that many calls moto checks permissions: exactly when the user is made.
  const context = await awsContext(program, { INITIAL_NO_AUTH_ACTION_COUNT: '3' });
  // A signature names the host, so that nothing may stand between.
  process.env['AWS_ENDPOINT_URL'] = context.moto.url;
  try {
    await iam(context.moto.url, { Action: 'CreateUser', UserName: 'ada' });
    await iam(context.moto.url, {
      Action: 'PutUserPolicy',
      UserName: 'ada',
      PolicyName: 'page',
      PolicyDocument: JSON.stringify(policy),
    });
    const made = await iam(context.moto.url, { Action: 'CreateAccessKey', UserName: 'ada' });
    const [id, key] = ['AccessKeyId', 'SecretAccessKey'].map(
      field => new RegExp(`<${field}>(.*?)</${field}>`).exec(made)?.[1] ?? assert.fail(made),
    );
    writeFileSync(
      join(context.folder, 'credentials'),
      `[research]\naws_access_key_id = ${id ?? ''}\naws_secret_access_key = ${key ?? ''}\n`,
    );
    const connection = context.connect('research');
    const deps = { connection, host: 'a', now: Date.now };
    const opened = await AwsCopyManager.open(deps, never);
    assert.ok(opened.ok, JSON.stringify(opened));
    const run = runId('1k0K4WlGep8ZTM');
    const copy = { key: `tower-${run}/KEY`, value: new SecretValue('x'), run, expiresAt: 0 };
    const put = await opened.value.put(copy, never);
    assert.ok(put.ok, JSON.stringify(put));
    const listed = await opened.value.list(never);
    assert.equal(listed.ok && listed.value.length, 1);
    const removed = await opened.value.remove(copy.key, never);
    assert.ok(removed.ok, JSON.stringify(removed));

    const choice = { kind: 'aws', profile: 'research', region: null, recoveryDays: 7 } as const;
    const store = new AwsSecretStore(
      userScope,
      { ...choice, prefix: 'nextflow/users/ada/' },
      { connection, now: Date.now, release: () => undefined },
    );
    const name = secretName('API_TOKEN');
    assert.ok((await store.add(name, new SecretValue('x'), never)).ok);
    const read = await store.read(name, never);
    assert.ok(!read.ok && read.error.kind === 'cloud-denied', JSON.stringify(read));
    assert.equal(read.error.permission, 'secretsmanager:GetSecretValue');
    const updated = await store.update(name, new SecretValue('y'), never);
    assert.ok(!updated.ok && updated.error.kind === 'cloud-denied', JSON.stringify(updated));
    assert.equal(updated.error.permission, 'secretsmanager:PutSecretValue');
    assert.ok(store.readOnly);
    connection.dispose();
  } finally {
    await context.leave();
  }
});

/** A call to IAM in its oldest form, which needs no signature while moto checks none. */
async function iam(url: string, parameters: Record<string, string>): Promise<string> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization:
        'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({ ...parameters, Version: '2010-05-08' }),
  });
  const text = await answer.text();
  assert.ok(answer.ok, text);
  return text;
}
