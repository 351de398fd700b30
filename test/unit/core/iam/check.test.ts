import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sampleResource, trusts } from '../../../../src/core/iam/check/permissionQuestion.ts';
import { fill } from '../../../../src/core/iam/policy.ts';
import { bothVariants, type Variant } from '../../../../src/core/iam/roles/iamRole.ts';
import { iamRoles, policyForms } from '../../../../src/core/iam/roles/iamRoles.ts';
import { err } from '../../../../src/core/result.ts';
import {
  type PermissionNode,
  permissionTree,
  uncheckedTree,
} from '../../../../src/core/views/permissionTree.ts';
import { checkRoles } from '../../../../src/services/permissions/checkRoles.ts';
import { type MemoryIdentity, MemoryInspector } from '../../../support/memoryInspector.ts';

const signal = new AbortController().signal;
const known = {
  COMPUTE_REGION: 'eu-west-1',
  ACCOUNT: '123456789012',
  BATCH_CLUSTER: 'TowerForge-abc',
  SECRET_PREFIX: 'nextflow/',
};
const executionName = 'TowerForge-abc-ExecutionRole';

for (const variant of bothVariants) {
  test(`an identity with exactly our documents (${variant}) is green for all that they are asked`, async () => {
    const inspector = new MemoryInspector(granted('extension', variant), {
      [executionName]: granted('execution', variant),
      head: granted('head-job', 'current'),
      tasks: granted('task', variant),
    });
    const rows = await check(inspector, { 'head-job': 'head', task: 'tasks' });
    assert.deepEqual(
      rows.filter(row => /^\S/.test(row) && !row.includes('no role named')),
      [
        '✔ You, with Nextflow Secrets: allowed · arn:aws:iam::123456789012:user/ada',
        `✔ ECS agent: the execution role of AWS Batch: allowed · ${executionName}`,
        '✔ Custom role of the head job: allowed · head',
        '✔ Role of the tasks, for runs launched from here: allowed · tasks',
      ],
    );
  });
}

test('what is denied is red, with the smallest statement that is missing', async () => {
  const statements = [{ Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' }] as const;
  const deny = {
    Effect: 'Deny',
    Action: ['secretsmanager:TagResource', 'secretsmanager:RestoreSecret'],
    Resource: 'arn:aws:secretsmanager:*:*:secret:tower-*',
  } as const;
  const inspector = new MemoryInspector({ statements: [...statements, deny] }, {});
  const roles = await tree(inspector, {});
  const copies = roles[0]?.children.find(({ label }) => label === 'Copies');
  assert.equal(copies?.kind, 'missing');
  assert.deepEqual(JSON.parse(copies.missing ?? ''), {
    Sid: 'Copies',
    Effect: 'Allow',
    Action: ['secretsmanager:RestoreSecret', 'secretsmanager:TagResource'],
    Resource: 'arn:aws:secretsmanager:eu-west-1:123456789012:secret:tower-*',
  });
  const rows = draw(roles, '');
  assert.ok(
    rows.includes('    ✔ secretsmanager:CreateSecret: allowed, by simulation of the policies'),
  );
  assert.ok(
    rows.includes('    ✖ secretsmanager:TagResource: missing, by simulation of the policies'),
  );
});

test('what only newer pages ask for is told from what the documentation page asks for', async () => {
  const seqera = granted('seqera', 'page');
  const rows = await check(new MemoryInspector({ statements: [] }, { platform: seqera }), {
    seqera: 'platform',
  });
  const denied = rows.filter(row => /^ {4}✖ secretsmanager:DescribeSecret/.test(row));
  assert.ok(denied.some(row => row.endsWith(' · not on the documentation page')));
  assert.ok(
    rows.includes('    ✔ secretsmanager:CreateSecret: allowed, by simulation of the policies'),
  );
});

test('what cannot be known is neither green nor red', async () => {
  const rows = await check(new MemoryInspector({ statements: [] }, {}), {});
  assert.ok(
    rows.includes(`? ECS agent: the execution role of AWS Batch: not known · ${executionName}`),
  );
  assert.ok(
    rows.includes(
      `    ? secretsmanager:GetSecretValue: not known: there is no role ${executionName}`,
    ),
  );
  assert.ok(rows.includes('? Seqera instance: no role named'));
});

test('a resource that is not known whole is not asked about', async () => {
  const inspector = new MemoryInspector({ statements: [] }, {});
  const checked = await checkRoles({ inspector, cloud: 'aws', known: {}, names: {} }, signal);
  assert.ok(checked.ok);
  assert.ok(inspector.asked.every(({ resource }) => !resource.includes('<')));
  const rows = draw(permissionTree(checked.value), '');
  assert.ok(
    rows.includes('    ? iam:PassRole: not known: it depends on the name of the Batch cluster'),
  );
});

test('questions are asked together: none waits for the answer to another', async () => {
  const inspector = new MemoryInspector(granted('extension', 'current'), {});
  let under = 0;
  let most = 0;
  const inspect = inspector.inspect.bind(inspector);
  inspector.inspect = async (...asked) => {
    under += 1;
    most = Math.max(most, under);
    await new Promise(setImmediate);
    under -= 1;
    return inspect(...asked);
  };
  await check(inspector, {});
  assert.ok(most > 2, String(most));
});

test('nobody signed in is one failure, not a tree of reds', async () => {
  const inspector = new MemoryInspector({ statements: [] }, {});
  inspector.identityAnswer = err({
    kind: 'cloud-signed-out',
    cloud: 'aws',
    connection: 'profile research',
    because: 'expired',
  });
  const checked = await checkRoles({ inspector, cloud: 'aws', known, names: {} }, signal);
  assert.equal(!checked.ok && checked.error.kind, 'cloud-signed-out');
});

test('where nothing was looked at a row says so and why, and its rows lead on', () => {
  const step = { title: 'Choose Region…', command: 'choose' };
  const again = { title: 'Check Again', command: 'check', arguments: [{ cloud: 'aws' }] };
  const steps = [step, again];
  for (const [failure, row] of [
    [
      { kind: 'cloud-not-set-up', cloud: 'aws', missing: 'region' },
      '? AWS: not looked at, no region is known',
    ],
    [
      { kind: 'cloud-not-set-up', cloud: 'google', missing: 'project' },
      '? Google Cloud: not looked at, no project is known',
    ],
    [
      {
        kind: 'cloud-signed-out',
        cloud: 'aws',
        connection: 'the default profile',
        because: 'absent',
      },
      '? AWS: not looked at: no credentials for AWS were found (the default profile)',
    ],
    [
      { kind: 'cloud-unreachable', cloud: 'google', reason: 'timeout' },
      '? Google Cloud: not looked at: Google Cloud does not respond: timeout',
    ],
  ] as const) {
    const roots = uncheckedTree({ cloud: failure.cloud, failure, steps });
    const [root] = roots;
    assert.ok(root && roots.length === 1);
    assert.equal(draw(roots, '')[0], row);
    assert.equal(root.kind, 'unchecked');
    assert.deepEqual(
      root.children.map(({ kind, label, spoken, step: next }) => [kind, label, spoken, next]),
      steps.map(next => ['step', next.title, next.title, next]),
    );
  }
});

test('Google’s answer for the caller says which permissions to add', async () => {
  const inspector = new MemoryInspector(
    { statements: [{ Effect: 'Allow', Action: 'secretmanager.secrets.*', Resource: '*' }] },
    {},
  );
  inspector.identityAnswer = {
    ok: true,
    value: { account: 'rnaseq-prod', name: 'ada@example.org', region: null },
  };
  const checked = await checkRoles({ inspector, cloud: 'google', known: {}, names: {} }, signal);
  assert.ok(checked.ok);
  const [mine, platform] = permissionTree(checked.value);
  assert.equal(mine?.description, 'missing · ada@example.org');
  assert.equal(
    mine.children[0]?.missing,
    'gcloud iam roles update nextflowSecretsDeveloper --project rnaseq-prod --add-permissions secretmanager.versions.access,secretmanager.versions.add,secretmanager.versions.destroy,secretmanager.versions.disable,secretmanager.versions.list',
  );
  assert.equal(platform?.description, 'not known');
});

test('a sample of a resource is one that the pattern matches and that nothing is ever named', () => {
  assert.equal(sampleResource('*', '1'), '*');
  assert.equal(
    sampleResource('arn:aws:secretsmanager:eu-west-1:*:secret:tower-*', '123456789012'),
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:tower-00000000000000/no-such-secret-AbCdEf',
  );
  assert.equal(sampleResource('arn:aws:iam::1:role/x', '1'), 'arn:aws:iam::1:role/x');
});

test('a trust policy is read in all forms that IAM keeps', () => {
  const service = 'ecs-tasks.amazonaws.com';
  const statement = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: service } };
  assert.equal(trusts({ Statement: [statement] }, service), true);
  assert.equal(trusts({ Statement: statement }, service), true);
  const several = {
    ...statement,
    Action: ['sts:TagSession', 'sts:AssumeRole'],
    Principal: { Service: ['ec2.amazonaws.com', service] },
  };
  assert.equal(trusts({ Statement: [several] }, service), true);
  assert.equal(
    trusts({ Statement: [{ ...statement, Principal: { Service: 'ec2.amazonaws.com' } }] }, service),
    false,
  );
  assert.equal(trusts({ Statement: [{ ...statement, Principal: '*' }] }, service), false);
  assert.equal(trusts({ Statement: [{ ...statement, Effect: 'Deny' }] }, service), false);
  for (const broken of [undefined, null, 'x', {}, 3]) {
    assert.equal(trusts(broken, service), null);
  }
});

function granted(id: string, variant: Variant): MemoryIdentity {
  const role = iamRoles.find(one => one.id === id) ?? assert.fail(id);
  const bodies = policyForms(role, variant, known).map(({ body }) => fill(body, known));
  return {
    statements: bodies.flatMap(body =>
      body.kind === 'permissions' ? body.document.Statement : [],
    ),
    trust: bodies.flatMap(body => (body.kind === 'trust' ? [body.document] : []))[0],
  };
}

async function tree(
  inspector: MemoryInspector,
  names: Readonly<Record<string, string>>,
): Promise<readonly PermissionNode[]> {
  const checked = await checkRoles({ inspector, cloud: 'aws', known, names }, signal);
  assert.ok(checked.ok);
  return permissionTree(checked.value);
}

async function check(
  inspector: MemoryInspector,
  names: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  return draw(await tree(inspector, names), '');
}

function draw(nodes: readonly PermissionNode[], indent: string): readonly string[] {
  const marks: Readonly<Record<string, string>> = { pass: '✔', error: '✖', question: '?' };
  return nodes.flatMap(({ icon, label, description, children }) => [
    `${indent}${marks[icon] ?? icon} ${label}: ${description}`,
    ...draw(children, `${indent}  `),
  ]);
}
