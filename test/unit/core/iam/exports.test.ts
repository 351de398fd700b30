import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from '@cdktn/hcl2json';
import { commandFiles } from '../../../../src/core/iam/documents/commandFiles.ts';
import { jsonFiles } from '../../../../src/core/iam/documents/jsonFiles.ts';
import { terraformFiles } from '../../../../src/core/iam/documents/terraformFiles.ts';
import type { PlaceholderValues } from '../../../../src/core/iam/policyPlaceholder.ts';
import { bothVariants } from '../../../../src/core/iam/roles/iamRole.ts';
import { iamRoles } from '../../../../src/core/iam/roles/iamRoles.ts';

const full: PlaceholderValues = {
  COMPUTE_REGION: 'eu-west-1',
  ACCOUNT: '123456789012',
  BATCH_CLUSTER: 'TowerForge-abc',
  PROJECT: 'rnaseq-prod',
  KMS_KEY_ARN: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd',
  JOB_ROLE: 'batch-tasks',
  SECRET_PREFIX: 'nextflow/',
};
const cases = bothVariants.flatMap(variant =>
  [{}, full].map(known => ({
    variant,
    known,
    name: `${variant}, ${known === full ? 'filled' : 'open'}`,
  })),
);

interface Terraform {
  readonly variable: Readonly<Record<string, readonly { readonly default?: unknown }[]>>;
  readonly data: {
    readonly aws_iam_policy_document: Readonly<
      Record<string, readonly { readonly statement: readonly { readonly resources?: unknown }[] }[]>
    >;
  };
  readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

for (const { variant, known, name } of cases) {
  test(`the JSON files parse, each with a name of its own (${name})`, () => {
    const files = jsonFiles(variant, known);
    assert.ok(files.every(({ text }) => typeof JSON.parse(text) === 'object'));
    assert.equal(new Set(files.map(file => file.name)).size, files.length);
    assert.equal(
      files.some(file => file.name === 'execution-key.json'),
      known === full,
    );
  });

  test(`the Terraform files parse, and read no variable that they do not declare (${name})`, async () => {
    for (const { name: file, text } of terraformFiles(variant, known)) {
      const parsed = (await parse(file, text)) as unknown as Terraform;
      const declared = Object.keys(parsed.variable);
      const read = [...text.matchAll(/\bvar\.(\w+)/g)].map(([, variable]) => variable ?? '');
      assert.deepEqual(
        [...new Set(read)].filter(variable => !declared.includes(variable)),
        [],
      );
      assert.doesNotMatch(text, /<[A-Z_]+>/);
    }
  });

  test(`the scripts are well-formed, and stop at what is not known (${name})`, () => {
    for (const { text } of commandFiles(variant, known)) {
      execFileSync('bash', ['-n'], { input: text });
      assert.doesNotMatch(text, /<[A-Z_]+>/);
      assert.equal(/:\?/.test(text), known !== full);
    }
  });
}

test('Terraform says of each statement what the JSON document says', async () => {
  const [aws] = terraformFiles('page', full);
  const parsed = (await parse('aws.tf', aws?.text ?? '')) as unknown as Terraform;
  assert.deepEqual(parsed.data.aws_iam_policy_document['head_job_role_secrets']?.[0]?.statement, [
    {
      sid: 'AllowNextflowHeadJobToAccessSecrets',
      effect: 'Allow',
      actions: ['secretsmanager:ListSecrets'],
      resources: ['*'],
    },
    {
      sid: 'AllowNextflowHeadJobToPassRoles',
      effect: 'Allow',
      actions: ['iam:GetRole', 'iam:PassRole'],
      resources: [
        'arn:${data.aws_partition.current.partition}:iam::${var.account}:role/${var.batch_cluster}-ExecutionRole',
      ],
    },
  ]);
  assert.equal(parsed.variable['account']?.[0]?.default, '123456789012');
  assert.ok(parsed.resource['aws_iam_role']?.['execution_role']);
});

test('the script for AWS grants exactly the documents, to those who are named', () => {
  const [script] = commandFiles('page', full);
  const calls = runWithFakes(script?.text ?? '', {
    EXECUTION_ROLE: 'TowerForge-abc-ExecutionRole',
    HEAD_JOB_ROLE: 'head',
  });
  assert.deepEqual(
    calls.map(([, verb, , role]) => `${verb ?? ''} ${role ?? ''}`),
    [
      'get-role TowerForge-abc-ExecutionRole',
      'create-role TowerForge-abc-ExecutionRole',
      'attach-role-policy TowerForge-abc-ExecutionRole',
      'put-role-policy TowerForge-abc-ExecutionRole',
      'put-role-policy TowerForge-abc-ExecutionRole',
      'delete-role-policy TowerForge-abc-ExecutionRole',
      'get-role head',
      'create-role head',
      'put-role-policy head',
      'put-role-policy head',
      'delete-role-policy head',
    ],
  );
  // Whatever the other export granted is taken away, and nothing that this one grants.
  const named = (verb: string): readonly unknown[] =>
    calls.filter(call => call[1] === verb).map(call => call[5]);
  assert.deepEqual(named('delete-role-policy'), [
    'nextflow-secrets-secrets-narrow',
    'nextflow-secrets-secrets-read',
  ]);
  assert.ok(named('delete-role-policy').every(name => !named('put-role-policy').includes(name)));
  const headJob = iamRoles.find(({ id }) => id === 'head-job')?.forms[0]?.body;
  const granting = calls.find(call => call[3] === 'head' && call[5] === 'nextflow-secrets-secrets');
  const document = JSON.parse(granting?.at(-1) ?? '') as { Statement: unknown[] };
  assert.ok(headJob?.kind === 'permissions');
  assert.deepEqual(
    JSON.stringify(document),
    JSON.stringify(headJob.document)
      .replaceAll('<ACCOUNT>', '123456789012')
      .replaceAll('<BATCH_CLUSTER>', 'TowerForge-abc'),
  );
});

test('the script for Google makes the custom role, or brings it up to date, and binds it', () => {
  const script = commandFiles('current', full)[1];
  for (const [role, verbs] of [
    ['absent', ['create']],
    ['there', ['update']],
    // A role that was deleted keeps its name for a week, and can be neither made nor changed.
    ['deleted', ['undelete', 'update']],
  ] as const) {
    const calls = runWithFakes(
      script?.text ?? '',
      { SEQERA_MEMBER: 'user:ada@example.org' },
      role === 'absent' ? ['describe'] : [],
      role === 'deleted' ? 'True' : '',
    );
    assert.deepEqual(
      calls.map(words => words.slice(0, 3).join(' ')),
      [
        'services enable secretmanager.googleapis.com',
        'iam roles describe',
        ...verbs.map(verb => `iam roles ${verb}`),
        'projects add-iam-policy-binding rnaseq-prod',
      ],
    );
    assert.ok(calls.at(-1)?.includes('projects/rnaseq-prod/roles/nextflowSecretsPlatform'));
    const asked = calls.find(words => words[2] === 'describe') ?? [];
    assert.ok(asked.includes('value(deleted)'), asked.join(' '));
  }
});

test('the scripts name the partition of the region', () => {
  const [script] = commandFiles('current', { ...full, COMPUTE_REGION: 'cn-north-1' });
  const calls = runWithFakes(script?.text ?? '', { EXECUTION_ROLE: 'execution' });
  const arns =
    calls
      .flat()
      .join(' ')
      .match(/arn:[\w-]+:(?:iam|secretsmanager)/g) ?? [];
  assert.ok(arns.length > 1);
  assert.ok(
    arns.every(arn => arn.startsWith('arn:aws-cn:')),
    arns.join(),
  );
});

for (const { variant, known, name } of cases) {
  test(`a formatter of Terraform changes nothing (${name})`, t => {
    for (const { text } of terraformFiles(variant, known)) {
      const done = spawnSync('terraform', ['fmt', '-'], { input: text, encoding: 'utf8' });
      if (done.error) {
        t.skip('there is no terraform here');
        return;
      }
      assert.equal(done.stdout, text);
    }
  });
}

test('names keep their capitals in every text', () => {
  for (const known of [{}, full]) {
    for (const variant of bothVariants) {
      const files = [commandFiles, terraformFiles].flatMap(write => write(variant, known));
      assert.doesNotMatch(files.map(({ text }) => text).join('\n'), /\baWS|\bgoogle Cloud|\biAM/);
    }
  }
});

/** Runs a script with `aws` and `gcloud` that write down their arguments; `get-role` finds none. */
function runWithFakes(
  script: string,
  environment: Readonly<Record<string, string>>,
  /** Second or third words of calls that find nothing. */
  absent: readonly string[] = ['get-role'],
  /** What `describe` says. */
  described = '',
): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-iam-'));
  try {
    const calls = join(folder, 'calls');
    writeFileSync(calls, '');
    const fake = `#!/usr/bin/env bash\n{ printf '%s\\0' "$@"; printf '\\1'; } >> '${calls}'\ncase " $* " in *' ${absent[0] ?? '-'} '*) exit 1 ;; *' describe '*) echo '${described}' ;; esac\n`;
    for (const program of ['aws', 'gcloud']) {
      writeFileSync(join(folder, program), fake);
      chmodSync(join(folder, program), 0o755);
    }
    execFileSync('bash', ['-s'], {
      input: script,
      env: { ...environment, PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    });
    return readFileSync(calls, 'utf8')
      .split('\u0001')
      .slice(0, -1)
      .map(call => call.split('\0').slice(0, -1));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
