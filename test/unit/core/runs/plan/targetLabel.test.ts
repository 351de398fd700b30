import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanUse } from '../../../../../src/core/arrival/consequence.ts';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import type { Setting } from '../../../../../src/core/nextflow/scan/setting.ts';
import {
  findBackend,
  otherExecutors,
} from '../../../../../src/core/runs/backends/backendFinding.ts';
import { configuredValue } from '../../../../../src/core/runs/backends/configuredValue.ts';
import { plannedDeliveries } from '../../../../../src/core/runs/delivery/plannedDelivery.ts';
import { givenSettings } from '../../../../../src/core/runs/launch/givenSettings.ts';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import { type Plan, type PlannedBackend } from '../../../../../src/core/runs/plan/plan.ts';
import { planRun } from '../../../../../src/core/runs/plan/planRun.ts';
import { planText } from '../../../../../src/core/runs/plan/planText.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';

for (const [config, where] of [
  ["process.executor = 'k8s'", 'k8s: its config says process.executor = k8s'],
  ["executor.name = 'azurebatch'", 'azurebatch: its config says executor.name = azurebatch'],
  [
    'process.executor = params.x',
    'an executor known only at run time: its config computes process.executor',
  ],
  ["process.executor = 'local'", 'this machine: its config says process.executor = local'],
  ['', 'this machine: its config names no executor'],
] as const) {
  test(`tasks run on what is said of them, and on nothing else: ${config}`, () => {
    const { settings } = analyse(config, 'config');
    const { processes } = analyse("process A {\n secret 'KEY'\n script: 'x' }", 'script');
    const uses = [use('KEY', 'main.nf:2', { kind: 'directive', process: 'A' })];
    const target = { kind: 'local' } as const;
    const deliveries = plannedDeliveries(target, processes, settings, uses);
    const backend = { target, finding: findBackend(settings), deliveries };
    const text = planText(planOn(backend, uses));
    assert.ok(text.includes(`- **Tasks run on** ${where}.`), text);
    assert.equal(text.includes('run on** this machine'), where.startsWith('this machine'), text);
  });
}

for (const [directives, config, where] of [
  [['', "executor 'k8s'"], '', 'this machine, those of some processes on k8s'],
  [
    ['', ''],
    "process { withName: 'P1' { executor = params.x } }",
    'this machine, those of some processes on an executor known only at run time',
  ],
  [["executor 'k8s'", "executor 'azurebatch'"], '', 'k8s and azurebatch'],
  [
    ['', "executor 'local'", "executor 'slurm'"],
    'process.executor = params.x',
    'an executor known only at run time, those of some processes on this machine and Slurm',
  ],
  [
    ["executor { 'k8s' }", "executor 'mycluster'"],
    '',
    'an executor known only at run time and mycluster',
  ],
  [
    ["executor 'slurm'", "label 'a'"],
    "process { withLabel: a { executor = 'awsbatch' } }",
    'Slurm and AWS Batch',
  ],
  [["executor 'local'", ''], '', 'this machine'],
] as const) {
  test(`tasks run where their processes say: ${where}`, () => {
    const { settings } = analyse(config, 'config');
    const script = directives.map((its, at) => `process P${at} {\n ${its}\n script: 'x' }`);
    const { processes } = analyse(script.join('\n'), 'script');
    const target = { kind: 'local' } as const;
    const others = otherExecutors(processes, settings);
    const backend = { target, finding: findBackend(settings), deliveries: [], others };
    const text = planText(planOn(backend, []));
    assert.ok(text.includes(`- **Tasks run on** ${where}: `), text);
  });
}

test('what a launch is given is named as what says where tasks run and keep their files', () => {
  const { before, after } = givenSettings(['-process.executor=k8s', '-w', 's3://b/work'], {
    NXF_EXECUTOR: 'slurm',
    NXF_WORK: '/scratch',
  });
  const text = (settings: readonly Setting[]): string =>
    planText(
      planOn(
        {
          target: { kind: 'local' },
          finding: findBackend(settings),
          deliveries: [],
          workDir: configuredValue(settings, 'workDir'),
        },
        [],
      ),
    );
  assert.match(text(after), /\*\*Tasks run on\*\* k8s: -process.executor says k8s\.\n/);
  assert.match(text(after), /\*\*Work folder\*\* `s3:\/\/b\/work`: -w says so\./);
  assert.match(text(before), /NXF_EXECUTOR says slurm/);
  assert.match(text(before), /`\/scratch`: NXF_WORK says so/);
  assert.match(text(analyse("workDir = 'x'", 'config').settings), /workDir of its config says so/);
});

test('a plan says where Google keeps copies, also where nothing names a location', () => {
  const replicated = (location: string | null): string | undefined => {
    const place = { project: 'genomics', location, credentialsFile: null };
    const target = { kind: 'google-batch', ...place } as const;
    const backend = { target, finding: findBackend([]), deliveries: [] };
    const uses = [use('KEY', 'main.nf:2', { kind: 'directive', process: 'A' })];
    const lines = planText(planOn(backend, uses)).split('\n');
    return lines.find(line => line.includes('**Replicated**'));
  };
  assert.equal(replicated('europe-west4'), '- **Replicated** in europe-west4 only.');
  assert.equal(
    replicated(null),
    '- **Replicated** automatically: neither the config nor the settings name a location, so Google chooses one.',
  );
});

function planOn(backend: PlannedBackend, uses: readonly PlanUse[]): Plan {
  return planRun({
    folder: { path: '/p', name: null },
    work: { kind: 'pipeline', options: plainOptions('/p/main.nf') },
    test: false,
    stubless: [],
    command: ['nextflow', 'run', '/p/main.nf'],
    backend,
    uses,
    complete: true,
    catalog: catalog({ user: ['KEY'], workspace: [] }),
    choices: { added: [], withheld: [] },
    traits: new Map(),
  });
}
