import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ComputeEnvironment } from '../../../../../src/core/seqera/computeEnvironment.ts';
import { planSeqeraLaunch } from '../../../../../src/core/seqera/launch/planSeqeraLaunch.ts';
import {
  type SeqeraPlan,
  type SeqeraPlanInput,
} from '../../../../../src/core/seqera/launch/seqeraPlan.ts';
import {
  seqeraPlanRows,
  seqeraPlanTitle,
} from '../../../../../src/core/views/seqera/seqeraPlanRows.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';
import { emptyLaunch } from '../../../../support/seqera/emptyLaunch.ts';

const environment: ComputeEnvironment = {
  id: 'ce1',
  name: 'cloud',
  platform: 'aws-batch',
  status: 'AVAILABLE',
  region: 'eu-west-1',
  workDir: 's3://bucket/work',
  primary: true,
};
const checkout = {
  repository: 'https://github.com/genomics/rnaseq',
  branch: 'main',
  commit: 'a'.repeat(40),
  changed: 0,
  ahead: 0,
  upstream: 'main',
  pushed: true,
  revision: 'main',
  prefix: '',
};
const directive = { kind: 'directive', process: 'ALIGN' } as const;
const tasksRead = (...names: readonly string[]) =>
  names.map(name => use(name, 'main.nf:1', directive));

function plan(more: Partial<SeqeraPlanInput> = {}): SeqeraPlan {
  return planSeqeraLaunch({
    uses: [],
    processes: [],
    complete: true,
    catalog: catalog({ user: [], workspace: [] }),
    environment,
    details: {
      headJobRole: 'arn:aws:iam::1:role/head',
      executionRole: 'arn:aws:iam::1:role/run',
      project: null,
    },
    launch: { ...emptyLaunch, workDir: 's3://bucket/work', revision: 'main' },
    saved: null,
    source: null,
    checkout,
    choices: { added: [], withheld: [] },
    ...more,
  });
}

function kinds({ warnings }: SeqeraPlan): readonly string[] {
  return warnings.map(({ kind }) => kind);
}

/** The rows as `heading: name description`. */
function rows(planned: SeqeraPlan): readonly string[] {
  return seqeraPlanRows(planned).flatMap(({ title, rows: its }) =>
    its.map(({ label, description }) => `${title}: ${label} ${description}`.trim()),
  );
}

test('exactly the names that the code has are selected, from the scope that wins', () => {
  const planned = plan({
    uses: tasksRead('BOTH', 'MINE', 'OURS'),
    catalog: catalog({ user: ['BOTH', 'MINE', 'UNUSED'], workspace: ['BOTH', 'OURS', 'OTHER'] }),
  });
  assert.deepEqual(planned.launch.userSecrets, ['BOTH', 'MINE']);
  assert.deepEqual(planned.launch.workspaceSecrets, ['OURS']);
  assert.deepEqual(kinds(planned), []);
  assert.equal(seqeraPlanTitle(planned), 'Launch genomics/rnaseq on cloud with 3 secrets');
  assert.deepEqual(rows(planned), [
    'Selected for this run: BOTH your secrets, overrides the workspace’s · 1 reference',
    'Selected for this run: MINE your secrets · 1 reference',
    'Selected for this run: OURS workspace secrets · 1 reference',
    'Runs on: cloud AWS Batch · eu-west-1 · s3://bucket/work · main',
    'Not referenced: OTHER workspace secrets',
    'Not referenced: UNUSED your secrets',
  ]);
});

test('what is not there, left out, added or not known is told apart', () => {
  const planned = plan({
    uses: tasksRead('DB_USR', 'LEFT'),
    catalog: catalog({ user: ['DB_USER', 'LEFT', 'MORE'], workspace: [] }),
    choices: { added: ['MORE'], withheld: ['LEFT'] },
  });
  assert.deepEqual(planned.launch.userSecrets, ['MORE']);
  assert.equal(
    seqeraPlanTitle(planned),
    'Launch genomics/rnaseq on cloud with 1 secret, 1 missing',
  );
  assert.deepEqual(rows(planned).slice(0, 3), [
    'Missing on the Platform: DB_USR missing · there is DB_USER · select it to add it now',
    'Selected for this run: MORE your secrets · added by you',
    'Selected for this run: LEFT skipped by you',
  ]);
  const unknown = plan({
    uses: tasksRead('KEY'),
    catalog: catalog({ user: 'failed', workspace: [] }),
  });
  assert.deepEqual(unknown.launch.userSecrets, []);
  assert.match(rows(unknown)[0] ?? '', /^Not known, so not selected: KEY not known/);
});

test('what comes of a missing secret is told as for any launch, the gravest first', () => {
  const planned = plan({
    uses: [
      use('HINT', 'main.nf:4', { use: 'optional' }),
      use('LOGGED', 'main.nf:3'),
      ...tasksRead('NEEDED'),
    ],
  });
  const signs = seqeraPlanRows(planned).flatMap(({ rows: its }) =>
    its
      .filter(({ secret }) => secret !== null)
      .map(({ icon, label, detail }) => `${icon} ${label}: ${detail?.icon} ${detail?.text}`),
  );
  assert.deepEqual(signs, [
    'error NEEDED: error ALIGN will fail when submitted',
    'warning LOGGED: warning null in main.nf:3, and the run continues',
    'info HINT: info skipped: the code checks first (main.nf:4)',
  ]);
});

test('a workspace’s secret is selected although yours cannot be listed', () => {
  const planned = plan({
    uses: tasksRead('KEY'),
    catalog: catalog({ user: 'failed', workspace: ['KEY'] }),
  });
  assert.deepEqual(planned.launch.workspaceSecrets, ['KEY']);
});

test('the selection of the launchpad is compared with the code', () => {
  const planned = plan({
    uses: tasksRead('CHOSEN', 'FORGOTTEN', 'OTHERWISE'),
    catalog: catalog({
      user: ['OTHERWISE'],
      workspace: ['CHOSEN', 'FORGOTTEN', 'OTHERWISE', 'STALE'],
    }),
    saved: { userSecrets: [], workspaceSecrets: ['CHOSEN', 'OTHERWISE', 'STALE', 'GONE'] },
    source: 'genomics/references',
  });
  assert.deepEqual(rows(planned), [
    'Notes: Shared by genomics/references. Secrets come from this workspace',
    'Selected for this run: CHOSEN workspace secrets · 1 reference',
    'Selected for this run: FORGOTTEN workspace secrets · 1 reference · exists, but is not selected in the launchpad',
    'Selected for this run: OTHERWISE your secrets, overrides the workspace’s · 1 reference · selected in the launchpad from the other scope',
    'Runs on: cloud AWS Batch · eu-west-1 · s3://bucket/work · main',
    'Selected, not used: STALE workspace secrets',
  ]);
});

for (const [platform, expected] of [
  ['aws-batch', []],
  ['aws-cloud', []],
  ['google-batch', []],
  ['google-cloud', []],
  ['slurm-platform', []],
  ['moab-platform', []],
  ['eks-platform', ['platform-without-secrets']],
  ['local-platform', ['platform-without-secrets']],
  ['k8s-platform', ['platform-undocumented']],
  ['azure-batch', ['platform-undocumented']],
  ['seqeracompute-platform', ['platform-undocumented']],
  ['moon-platform', ['platform-undocumented']],
] as const) {
  test(`whether ${platform} can have secrets is told, where some are selected`, () => {
    const of = {
      environment: { ...environment, platform },
      catalog: catalog({ user: ['KEY'], workspace: [] }),
    };
    assert.deepEqual(kinds(plan({ ...of, uses: tasksRead('KEY') })), expected);
    assert.deepEqual(kinds(plan(of)), []);
  });
}

test('what the roles and definitions of AWS Batch lack is told', () => {
  const processes = [
    { name: 'ALIGN', directives: [{ path: ['container'], value: 'job-definition://own:3' }] },
  ] as unknown as SeqeraPlanInput['processes'];
  const planned = plan({
    uses: [use('KEY', 'main.nf:1'), ...tasksRead('KEY')],
    processes,
    catalog: catalog({ user: ['KEY'], workspace: [] }),
    details: { headJobRole: null, executionRole: null, project: null },
  });
  assert.deepEqual(kinds(planned), ['custom-job-definition', 'head-reads', 'no-execution-role']);
  const [definition, head] = seqeraPlanRows(planned)[0]?.rows ?? [];
  assert.match(definition?.explanation ?? '', /ALIGN run with the custom job definition own:3/);
  assert.match(
    head?.explanation ?? '',
    /GetSecretValue on tower-\* and secretsmanager:ListSecrets on \*/,
  );
});

test('roles that the Platform does not tell are not missing', () => {
  const planned = plan({
    uses: tasksRead('KEY'),
    catalog: catalog({ user: ['KEY'], workspace: [] }),
    details: null,
  });
  assert.deepEqual(kinds(planned), []);
});

test('what is on this machine and not on the remote is told', () => {
  assert.deepEqual(kinds(plan({ checkout: { ...checkout, changed: 2, ahead: 1 } })), [
    'changed-files',
    'unpushed-commits',
  ]);
  assert.deepEqual(
    kinds(plan({ checkout: { ...checkout, upstream: null, ahead: null, pushed: false } })),
    ['unpushed-branch'],
  );
  assert.deepEqual(kinds(plan({ checkout: null })), []);
});

test('an address that signs in is in no title', () => {
  const launch = { ...emptyLaunch, pipeline: 'https://ada:canary@x.org/genomics/rnaseq' };
  assert.match(seqeraPlanTitle(plan({ launch })), /^Launch genomics\/rnaseq on /);
});

test('a compute environment in trouble, unread code and computed names are told', () => {
  const planned = plan({
    environment: { ...environment, status: 'ERRORED' },
    complete: false,
    uses: [use(null, 'main.nf:2')],
  });
  assert.deepEqual(kinds(planned), ['environment-unavailable', 'uses-unknown', 'computed-names']);
  assert.match(rows(planned)[0] ?? '', /cloud is errored/);
});
