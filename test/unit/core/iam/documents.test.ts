import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { iamText } from '../../../../src/core/iam/documents/iamText.ts';
import { actionsOf, fill } from '../../../../src/core/iam/policy.ts';
import type { PlaceholderValues } from '../../../../src/core/iam/policyPlaceholder.ts';
import { fits, parseKnown, placeholdersIn } from '../../../../src/core/iam/policyPlaceholder.ts';
import { iamRoles, policyForms } from '../../../../src/core/iam/roles/iamRoles.ts';

/** The part of Seqera's page on secrets that is about permissions, as of 2025-09-12. */
const page = readFileSync('test/fixtures/seqera-secrets-page.md', 'utf8');
const known: PlaceholderValues = {
  COMPUTE_REGION: 'eu-west-1',
  ACCOUNT: '123456789012',
  BATCH_CLUSTER: 'TowerForge-abc',
  SECRET_PREFIX: 'nextflow/',
};

test('every JSON document of the page is one of ours, word for word', () => {
  const ours = documents('page');
  const theirs = [...page.matchAll(/```json\n([^]*?)```/g)].map(
    ([, text]) => JSON.parse(text ?? '') as unknown,
  );
  assert.equal(theirs.length, 6);
  for (const document of theirs) {
    assert.ok(
      ours.some(own => same(own, document)),
      `${JSON.stringify(document)} is among ours`,
    );
  }
});

test('the page’s documents stand with the roles that the page gives them to', () => {
  const sids = iamRoles.flatMap(role =>
    policyForms(role, 'page', {}).flatMap(({ body }) =>
      body.kind === 'permissions' || body.kind === 'trust'
        ? body.document.Statement.map(({ Sid }) => `${role.id}: ${Sid}`)
        : [],
    ),
  );
  assert.deepEqual(
    sids.filter(sid => !/^(task|extension)/.test(sid)),
    [
      'seqera: AllowTowerEnterpriseSecrets',
      'execution: AllowECSAgentToRetrieveSecrets',
      'execution: AllowECSTaskAssumption',
      'instance: AllowNextflowHeadJobToAccessSecrets',
      'head-job: AllowNextflowHeadJobToAccessSecrets',
      'head-job: AllowNextflowHeadJobToPassRoles',
      'head-job: AllowECSTaskAssumption',
    ],
  );
});

test('the managed policy and the role of Google that the page names are there', () => {
  const text = JSON.stringify(iamRoles);
  for (const name of ['AmazonECSTaskExecutionRolePolicy', 'roles/secretmanager.admin']) {
    assert.ok(page.includes(name) && text.includes(name), name);
  }
});

test('the narrower documents change nothing but copies, and list everywhere', () => {
  for (const role of iamRoles) {
    for (const { body } of policyForms(role, 'current', {})) {
      for (const statement of body.kind === 'permissions' ? body.document.Statement : []) {
        for (const action of actionsOf(statement)) {
          if (action === 'secretsmanager:ListSecrets') {
            assert.equal(statement.Resource, '*');
          } else if (action.startsWith('secretsmanager:')) {
            assert.match(statement.Resource, /secret:(tower-\*|<SECRET_PREFIX>\*)$/, role.id);
          }
        }
      }
    }
  }
});

test('job definitions are made, tagged and given up under the names of ours alone', () => {
  const extension = iamRoles.find(({ id }) => id === 'extension') ?? assert.fail();
  const granted = policyForms(extension, 'current', known).flatMap(({ body }) =>
    body.kind === 'permissions'
      ? fill(body, known).document.Statement.flatMap(statement =>
          actionsOf(statement)
            .filter(action => action.startsWith('batch:'))
            .map(action => [action, statement.Resource]),
        )
      : [],
  );
  const ours = 'arn:aws:batch:eu-west-1:123456789012:job-definition/tower-*';
  assert.deepEqual(granted, [
    ['batch:RegisterJobDefinition', ours],
    ['batch:DeregisterJobDefinition', ours],
    ['batch:TagResource', ours],
    // AWS has no narrower form of it.
    ['batch:DescribeJobDefinitions', '*'],
  ]);
});

test('what is known is filled in, and the rest stays in angle brackets', () => {
  const statement = { Resource: 'arn:aws:iam::<ACCOUNT>:role/<BATCH_CLUSTER>-ExecutionRole' };
  assert.deepEqual(fill(statement, { ACCOUNT: '123456789012' }), {
    Resource: 'arn:aws:iam::123456789012:role/<BATCH_CLUSTER>-ExecutionRole',
  });
  assert.deepEqual(placeholdersIn(iamRoles), [
    'COMPUTE_REGION',
    'ACCOUNT',
    'BATCH_CLUSTER',
    'KMS_KEY_ARN',
    'JOB_ROLE',
    'SECRET_PREFIX',
  ]);
});

test('a document is about the partition of its region', () => {
  const statement = { Resource: 'arn:aws:secretsmanager:<COMPUTE_REGION>:1:secret:tower-*' };
  for (const [region, partition] of [
    ['eu-west-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
  ]) {
    assert.deepEqual(fill(statement, parseKnown({ COMPUTE_REGION: region })), {
      Resource: `arn:${partition}:secretsmanager:${region}:1:secret:tower-*`,
    });
  }
});

test('a role is handed on to the jobs of AWS Batch alone, also the one that tasks have', () => {
  const withRole = { ...known, JOB_ROLE: 'batch-tasks' };
  for (const id of ['extension', 'head-job', 'instance']) {
    const role = iamRoles.find(one => one.id === id) ?? assert.fail(id);
    const passing = policyForms(role, 'current', withRole).flatMap(({ body }) =>
      body.kind === 'permissions'
        ? fill(body, withRole).document.Statement.filter(({ Action }) => Action === 'iam:PassRole')
        : [],
    );
    assert.deepEqual(
      passing.map(({ Resource, Condition }) => [
        Resource.replace(/.*role\//, ''),
        Condition?.StringEquals['iam:PassedToService'],
      ]),
      ['TowerForge-abc-ExecutionRole', 'batch-tasks'].map(name => [
        name,
        'ecs-tasks.amazonaws.com',
      ]),
    );
  }
});

test('what could break a script or a policy fits no placeholder', () => {
  assert.deepEqual(
    parseKnown({
      ACCOUNT: '12',
      COMPUTE_REGION: "x'; rm -rf",
      BATCH_CLUSTER: 'a b',
      PROJECT: 'rnaseq-1',
    }),
    { PROJECT: 'rnaseq-1' },
  );
  for (const text of ['', 'a"b', '$(id)', 'a\n', 'eu-west-1\n', '`id`', '<ACCOUNT>']) {
    assert.ok(
      !fits('COMPUTE_REGION', text) && !fits('BATCH_CLUSTER', text) && !fits('PROJECT', text),
    );
  }
  assert.ok(fits('COMPUTE_REGION', 'us-gov-west-1') && fits('COMPUTE_REGION', 'ap-southeast-4'));
});

test('the readable document has a heading for each role and its documents as JSON', () => {
  const text = iamText(known);
  for (const role of iamRoles) {
    assert.ok(text.includes(`\n## ${role.title}\n`), role.title);
    assert.ok(role.forms.every(({ title }) => text.includes(`\n### ${title}\n`)));
  }
  const blocks = [...text.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => json ?? '');
  assert.ok(blocks.length > 12);
  assert.ok(blocks.every(json => typeof JSON.parse(json) === 'object'));
  assert.ok(text.includes('arn:aws:iam::123456789012:role/TowerForge-abc-ExecutionRole'));
  assert.deepEqual(
    text.match(/<[A-Z_]+>/g)?.filter(open => !['<KMS_KEY_ARN>', '<JOB_ROLE>'].includes(open)),
    [],
  );
});

test('the readable document says what is not known', () => {
  assert.match(iamText({}), /What stands in angle brackets is not known/);
  assert.doesNotMatch(iamText(known), /What stands in angle brackets/);
});

function documents(variant: 'page' | 'current'): readonly unknown[] {
  return iamRoles.flatMap(role =>
    policyForms(role, variant, {}).flatMap(({ body }) =>
      'document' in body ? [body.document] : [],
    ),
  );
}

function same(a: unknown, b: unknown): boolean {
  try {
    assert.deepStrictEqual(a, b);
    return true;
  } catch {
    return false;
  }
}
