import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from '@cdktn/hcl2json';
import { commandFiles } from '../../../../src/core/iam/documents/commandFiles.ts';
import { jsonFiles } from '../../../../src/core/iam/documents/jsonFiles.ts';
import { terraformFiles } from '../../../../src/core/iam/documents/terraformFiles.ts';
import type { PlaceholderValues } from '../../../../src/core/iam/placeholder.ts';
import { bothVariants } from '../../../../src/core/iam/roles/iamRole.ts';
import { iamRoles } from '../../../../src/core/iam/roles/iamRoles.ts';

const full: PlaceholderValues = {
  COMPUTE_REGION: 'eu-west-1',
  ACCOUNT: '123456789012',
  BATCH_CLUSTER: 'TowerForge-abc',
  PROJECT: 'rnaseq-prod',
  KMS_KEY_ARN: 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd',
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
      resources: ['arn:aws:iam::${var.account}:role/${var.batch_cluster}-ExecutionRole'],
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
      'get-role head',
      'create-role head',
      'put-role-policy head',
    ],
  );
  const headJob = iamRoles.find(({ id }) => id === 'head-job')?.forms[0]?.body;
  const document = JSON.parse(calls.at(-1)?.at(-1) ?? '') as { Statement: unknown[] };
  assert.ok(headJob?.kind === 'permissions');
  assert.deepEqual(
    JSON.stringify(document),
    JSON.stringify(headJob.document)
      .replaceAll('<ACCOUNT>', '123456789012')
      .replaceAll('<BATCH_CLUSTER>', 'TowerForge-abc'),
  );
});

test('the script for Google makes the custom role and binds it', () => {
  const script = commandFiles('current', full)[1];
  const calls = runWithFakes(script?.text ?? '', { SEQERA_MEMBER: 'user:ada@example.org' });
  assert.deepEqual(
    calls.map(words => words.slice(0, 3).join(' ')),
    [
      'services enable secretmanager.googleapis.com',
      'iam roles create',
      'projects add-iam-policy-binding rnaseq-prod',
    ],
  );
  assert.ok(calls[2]?.includes('projects/rnaseq-prod/roles/nextflowSecretsPlatform'));
});

/** Runs a script with `aws` and `gcloud` that write down their arguments; `get-role` finds none. */
function runWithFakes(
  script: string,
  environment: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const folder = mkdtempSync(join(tmpdir(), 'nextflow-secrets-iam-'));
  try {
    const calls = join(folder, 'calls');
    writeFileSync(calls, '');
    const fake = `#!/usr/bin/env bash\n{ printf '%s\\0' "$@"; printf '\\1'; } >> '${calls}'\n[ "\${2:-}" != get-role ]\n`;
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
