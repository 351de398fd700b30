import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { AwsConnection } from '../../../src/adapters/aws/awsConnection.ts';
import { AwsInspector } from '../../../src/adapters/aws/awsInspector.ts';
import { type PermissionNode, permissionTree } from '../../../src/core/views/permissionTree.ts';
import { checkRoles } from '../../../src/services/permissions/checkRoles.ts';
import { type Moto, startMoto } from '../../support/moto.ts';
import { createRole, motoIam } from '../../support/motoRoles.ts';
import { MotoSecrets } from '../../support/motoSecrets.ts';
import { test } from '../../support/test.ts';
import { requireTool } from '../../support/tools.ts';

const signal = new AbortController().signal;
const region = 'eu-west-1';
const copies = `arn:aws:secretsmanager:${region}:123456789012:secret:tower-*`;

/** Requests that prepare moto, before it begins to check permissions. */
const prepared = 6;

test('attempts tell what real credentials may and may not do, and make nothing', async () => {
  const program = requireTool('moto');
  const moto = await startMoto(program, { INITIAL_NO_AUTH_ACTION_COUNT: `${prepared}` });
  try {
    const { keys, secrets } = await prepare(moto);
    Object.assign(process.env, MotoSecrets.environment(moto.url), {
      AWS_ACCESS_KEY_ID: keys.id,
      AWS_SECRET_ACCESS_KEY: keys.secret,
    });
    const connection = new AwsConnection({
      profile: null,
      region,
      env: process.env,
      askCode: () => Promise.reject(new Error('no code is asked for here')),
    });
    const checked = await checkRoles(
      {
        inspector: new AwsInspector(connection),
        cloud: 'aws',
        known: { BATCH_CLUSTER: 'TowerForge-abc' },
        names: {},
      },
      signal,
    );
    connection.dispose();
    assert.ok(checked.ok, JSON.stringify(checked));
    const roles = permissionTree(checked.value);
    const [mine] = roles;
    assert.match(mine?.description ?? '', /^missing · arn:aws:iam::123456789012:user\/ada$/);
    assert.deepEqual(actionsOf(mine, 'Listing'), ['secretsmanager:ListSecrets: allowed']);
    assert.deepEqual(actionsOf(mine, 'Copies'), [
      'secretsmanager:CreateSecret: not known',
      'secretsmanager:DescribeSecret: allowed',
      'secretsmanager:DeleteSecret: missing',
      'secretsmanager:RestoreSecret: missing',
      'secretsmanager:TagResource: missing',
    ]);
    const row = mine?.children.find(({ label }) => label === 'Copies');
    assert.deepEqual((JSON.parse(row?.missing ?? '') as { Resource: string }).Resource, copies);
    const execution = roles.find(({ role }) => role === 'execution');
    const trust = execution?.children.find(({ label }) => label === 'AllowECSTaskAssumption');
    assert.match(trust?.description ?? '', /^allowed/);
    assert.deepEqual(await secrets(), []);
  } finally {
    await moto.stop();
  }
});

/** A user who may list and describe only, and an execution role that ECS may take on. */
async function prepare(moto: Moto): Promise<{
  readonly keys: { readonly id: string; readonly secret: string };
  readonly secrets: () => Promise<readonly string[]>;
}> {
  const iam = motoIam(moto.url);
  await iam.send(new CreateUserCommand({ UserName: 'ada' }));
  const allow = (Action: string | readonly string[], Resource: string) => ({
    Effect: 'Allow',
    Action,
    Resource,
  });
  await iam.send(
    new PutUserPolicyCommand({
      UserName: 'ada',
      PolicyName: 'reader',
      PolicyDocument: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          allow(['secretsmanager:ListSecrets', 'secretsmanager:DescribeSecret'], '*'),
          allow(['iam:GetRole', 'sts:GetCallerIdentity'], '*'),
        ],
      }),
    }),
  );
  await createRole(iam, 'TowerForge-abc-ExecutionRole', 'ecs-tasks');
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }));
  const keys = { id: AccessKey?.AccessKeyId ?? '', secret: AccessKey?.SecretAccessKey ?? '' };
  return { keys, secrets: () => new MotoSecrets(moto.url, keys).names() };
}

function actionsOf(role: PermissionNode | undefined, statement: string): readonly string[] {
  const row = role?.children.find(({ label }) => label === statement);
  return (row?.children ?? []).map(
    ({ label, description }) => `${label}: ${description.split(/[,:]/)[0] ?? ''}`,
  );
}
