import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { findBackend } from '../../../../../src/core/runs/backends/backendFinding.ts';
import {
  chooseTarget,
  noCloudSettings,
} from '../../../../../src/core/runs/backends/chooseTarget.ts';
import type { RunTarget } from '../../../../../src/core/runs/backends/runTarget.ts';
import {
  fetchConfig,
  type FetchingPipeline,
} from '../../../../../src/core/runs/delivery/fetchConfig.ts';
import {
  plannedDeliveries,
  type PlannedDelivery,
} from '../../../../../src/core/runs/delivery/plannedDelivery.ts';
import { runDefinitions } from '../../../../../src/core/runs/delivery/runDefinitions.ts';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import { deliveryText } from '../../../../../src/core/runs/plan/deliveryText.ts';
import { type Plan } from '../../../../../src/core/runs/plan/plan.ts';
import { planRun } from '../../../../../src/core/runs/plan/planRun.ts';
import { planText } from '../../../../../src/core/runs/plan/planText.ts';
import { parseRunId, type RunId } from '../../../../../src/core/runs/record/runId.ts';
import { catalog } from '../../../../support/catalogs.ts';

const run: RunId = parseRunId('1k0K4WlGep8ZTM') ?? assert.fail();
const role = 'arn:aws:iam::123456789012:role/TowerForge-abc-ExecutionRole';
const target: RunTarget = {
  kind: 'aws-batch',
  region: 'eu-west-1',
  profile: null,
  executionRole: role,
};

function pipelineOf(script: string, config: string): FetchingPipeline {
  const scanned = analyse(script, 'script');
  const configured = analyse(config, 'config');
  return {
    processes: scanned.processes,
    settings: configured.settings,
    references: [...scanned.references, ...configured.references],
  };
}

function deliveriesOf(pipeline: FetchingPipeline): readonly PlannedDelivery[] {
  const uses = pipeline.references.map(reference => ({ reference, at: 'main.nf:1' }));
  return plannedDeliveries(target, pipeline.processes, pipeline.settings, uses);
}

const process = (name: string, directives: string): string =>
  `process ${name} {\n${directives}\nscript:\n"true"\n}\n`;

const awsbatch = "process.executor = 'awsbatch'\n";

/** How each process that declares a secret gets it, and why so. */
const plans: readonly (readonly [
  what: string,
  script: string,
  config: string,
  expected: string,
])[] = [
  [
    'an image that is told',
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'"),
    '',
    'by job definition, because AWS Batch sets them in lab/a:1, as the execution role',
  ],
  [
    'the image of a selector, with a registry',
    process('A', "secret 'KEY'\nlabel 'big'"),
    "process { withLabel: 'big' { container = 'lab/a:1' } }\ndocker.registry = 'quay.io/'",
    'by job definition, because AWS Batch sets them in quay.io/lab/a:1, as the execution role',
  ],
  [
    'an image that names its registry',
    process('A', "secret 'KEY'\ncontainer 'quay.io/lab/a:1'"),
    "docker.registry = 'docker.io'",
    'by job definition, because AWS Batch sets them in quay.io/lab/a:1, as the execution role',
  ],
  [
    'a computed image',
    process('A', 'secret \'KEY\'\ncontainer "lab/${params.tool}"'),
    '',
    'by fetch, because its image is not known before the run, so a task reads its own secrets',
  ],
  [
    'no image',
    process('A', "secret 'KEY'"),
    '',
    'by fetch, because it names no image, so a task reads its own secrets',
  ],
  [
    'a job definition of its own',
    process('A', "secret 'KEY'\ncontainer 'job-definition://mine:3'"),
    '',
    'by fetch, because its custom job definition mine:3 cannot get secrets, so a task reads its own secrets',
  ],
  [
    'an image that is another one in some workflow',
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'"),
    "process { withName: 'WF:A' { container = 'lab/b:1' } }",
    'by fetch, because its image depends on the workflow that it runs in, so a task reads its own secrets',
  ],
  [
    'a name that is computed',
    process('A', "secret params.key\ncontainer 'lab/a:1'"),
    '',
    'by fetch, because which secrets it declares is known only at run time, so a task reads its own secrets',
  ],
  [
    'options of its container',
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'\ncontainerOptions '--shm-size 1g'"),
    '',
    'by fetch, because its containerOptions belong to the job definition that Nextflow makes, so a task reads its own secrets',
  ],
  [
    'Fusion',
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'"),
    'fusion.enabled = true',
    'by fetch, because fusion.enabled changes its image, so a task reads its own secrets',
  ],
  [
    'a computed role',
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'"),
    'aws.batch.jobRole = params.role',
    'by fetch, because aws.batch.jobRole is not a plain text in the config, so a task reads its own secrets',
  ],
  [
    'a size of the disk on Fargate',
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'\ndisk '100 GB'"),
    "aws.batch.platformType = 'fargate'",
    'by fetch, because its disk and arch belong to the job definition that Nextflow makes for Fargate, so a task reads its own secrets',
  ],
  [
    'neither an image that is known nor a place for a fetch',
    process('A', "secret 'KEY'\ncontainer params.image\nbeforeScript before(1)"),
    '',
    'none, because its beforeScript is computed from names of its own file, so no fetch can be added to it',
  ],
  [
    'an executor of this machine',
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'\nexecutor 'local'"),
    '',
    'the store file, because its tasks run on this machine',
  ],
];

for (const [what, script, config, expected] of plans) {
  test(`a process with ${what} gets its secrets ${expected.split(',')[0] ?? ''}`, () => {
    const [planned, ...more] = deliveriesOf(pipelineOf(script, awsbatch + config));
    assert.deepEqual([planned && deliveryText(planned), more.length], [expected, 0]);
  });
}

test('two processes of one name share no image, so both fetch', () => {
  const script =
    process('A', "secret 'KEY'\ncontainer 'lab/a:1'") + process('A', "container 'lab/b:1'");
  const deliveries = deliveriesOf(pipelineOf(script, awsbatch)).map(deliveryText);
  assert.ok(
    deliveries.every(text => text.startsWith('by fetch, because several processes have its name')),
  );
});

const many =
  process('A', "secret 'ONE'\ncontainer 'lab/tool:1'") +
  process('B', "secret 'ONE'\ncontainer 'lab/tool:1'") +
  process('C', "secret 'TWO', 'ONE', 'GONE'\ncontainer 'lab/tool:1'") +
  process('D', "secret 'GONE'\ncontainer 'lab/tool:1'") +
  process('E', 'secret \'ONE\'\ncontainer "lab/${params.tool}"') +
  process('F', "container 'lab/tool:1'");

test('each image and set of published secrets has one definition, and no process gets more', () => {
  const pipeline = pipelineOf(many, awsbatch);
  const { definitions, byProcess } = runDefinitions(
    run,
    pipeline,
    deliveriesOf(pipeline),
    new Set(['ONE', 'TWO']),
  );
  assert.deepEqual(
    definitions.map(({ key, image, secrets }) => [key, image, secrets]),
    [
      ['tower-1k0K4WlGep8ZTM-A', 'lab/tool:1', ['ONE']],
      ['tower-1k0K4WlGep8ZTM-C', 'lab/tool:1', ['ONE', 'TWO']],
    ],
  );
  assert.deepEqual(
    [...byProcess],
    [
      ['A', 'tower-1k0K4WlGep8ZTM-A'],
      ['B', 'tower-1k0K4WlGep8ZTM-A'],
      ['C', 'tower-1k0K4WlGep8ZTM-C'],
    ],
  );
});

test('names that are too long for AWS Batch are cut and stay apart', () => {
  const long = 'X'.repeat(120);
  const script =
    process(`${long}A`, "secret 'ONE'\ncontainer 'lab/a:1'") +
    process(`${long}B`, "secret 'ONE'\ncontainer 'lab/b:1'");
  const pipeline = pipelineOf(script, awsbatch);
  const { definitions } = runDefinitions(run, pipeline, deliveriesOf(pipeline), new Set(['ONE']));
  const [a = '', b = ''] = definitions.map(({ key }) => key);
  assert.ok(a !== b && a.length <= 128 && b.length <= 128, `${a} ${b}`);
});

test('the config names each definition and lets only the other tasks fetch', () => {
  const pipeline = pipelineOf(
    many,
    `${awsbatch}process { beforeScript = 'all'; withName: 'A' { beforeScript = 'mine' } }`,
  );
  const { byProcess } = runDefinitions(run, pipeline, deliveriesOf(pipeline), new Set(['ONE']));
  const source = { cloud: 'aws', region: 'eu-west-1', cli: 'aws', endpoint: null } as const;
  const { text, unserved } = fetchConfig(source, run, pipeline, byProcess);
  const settings = analyse(text, 'config').settings.map(
    ({ path, value }) => `${path.slice(1).join('.')} ${value ?? '?'}`,
  );
  assert.deepEqual(settings, [
    'beforeScript ?',
    'withName:A.beforeScript ?',
    'withName:A.container job-definition://tower-1k0K4WlGep8ZTM-A',
    'withName:B.container job-definition://tower-1k0K4WlGep8ZTM-A',
    'withName:C.container job-definition://tower-1k0K4WlGep8ZTM-A',
  ]);
  assert.match(
    text,
    /, "\$\{task.container\}".startsWith\('job-definition:\/\/tower-1k0K4WlGep8ZTM-'\)\) \}/,
  );
  assert.deepEqual(unserved, []);
});

test('the execution role is the one of the settings, else of the config, else it is asked for', () => {
  const choice = { backend: null, delivery: 'job-definition' } as const;
  const chosen = (config: string, awsExecutionRole: string | null) => {
    const { settings } = analyse(`${awsbatch}aws.region = 'eu-west-1'\n${config}`, 'config');
    const clouds = { ...noCloudSettings, awsExecutionRole };
    const found = chooseTarget(choice, findBackend(settings), settings, clouds);
    return found.ok && found.value.kind === 'aws-batch' ? found.value.executionRole : found;
  };
  const configured = `aws.batch.executionRole = 'arn:of:config'`;
  assert.equal(chosen(configured, role), role);
  assert.equal(chosen(configured, null), 'arn:of:config');
  assert.deepEqual(chosen('', null), {
    ok: false,
    error: { kind: 'cloud-not-set-up', cloud: 'aws', missing: 'execution role' },
  });
});

function planOf(resume: boolean): Plan {
  const pipeline = pipelineOf(many, awsbatch);
  return planRun({
    folder: { path: '/p', name: null },
    work: { kind: 'pipeline', options: { ...plainOptions('/p/main.nf'), resume } },
    test: false,
    command: ['nextflow', 'run', '/p/main.nf'],
    backend: {
      target,
      finding: findBackend(pipeline.settings),
      deliveries: deliveriesOf(pipeline),
    },
    uses: pipeline.references.map(reference => ({ reference, at: 'main.nf:1' })),
    complete: true,
    stubless: [],
    catalog: catalog({ user: ['ONE', 'TWO', 'GONE'], workspace: [] }),
    choices: { added: [], withheld: [] },
    traits: new Map(),
  });
}

test('the plan names each delivery with its reason, what is asked for, and what -resume does', () => {
  const lines = planText(planOf(false))
    .split('\n')
    .filter(line => /Job definitions|Resume|Delivery|Removed|Beware/.test(line));
  assert.deepEqual(lines, [
    `- **Job definitions**: AWS Batch gets one for each image with the secrets of its processes, \`tower-<run>-<PROCESS>\`. It refers to the copies, and AWS Batch reads them with the role \`${role}\`, which needs \`secretsmanager:GetSecretValue\` on \`tower-*\`. You need \`batch:RegisterJobDefinition\`, \`batch:DescribeJobDefinitions\`, \`batch:DeregisterJobDefinition\`, and \`iam:PassRole\` on that role.`,
    '- **Resume**: a later `-resume` repeats the tasks of A, B, C, D, because Nextflow treats a task in another job definition as another task.',
    '- **Delivery** to `A`: by job definition, because AWS Batch sets them in lab/tool:1, as the execution role.',
    '- **Delivery** to `B`: by job definition, because AWS Batch sets them in lab/tool:1, as the execution role.',
    '- **Delivery** to `C`: by job definition, because AWS Batch sets them in lab/tool:1, as the execution role.',
    '- **Delivery** to `D`: by job definition, because AWS Batch sets them in lab/tool:1, as the execution role.',
    '- **Delivery** to `E`: by fetch, because its image is not known before the run, so a task reads its own secrets.',
    '- **Removed** when the run ends, however it ends: all copies and job definitions, the store file, the files that Nextflow wrote next to it, and their folder.',
  ]);
  assert.match(planText(planOf(true)), /\*\*Beware\*\*: -resume runs tasks of A, B, C, D again/);
});
