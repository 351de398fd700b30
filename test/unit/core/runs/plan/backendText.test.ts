import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PlanUse } from '../../../../../src/core/arrival/consequence.ts';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { findBackend } from '../../../../../src/core/runs/backends/backendFinding.ts';
import { plannedDeliveries } from '../../../../../src/core/runs/delivery/plannedDelivery.ts';
import { plainOptions } from '../../../../../src/core/runs/launch/launchOptions.ts';
import { type Plan, type PlannedBackend, planRun } from '../../../../../src/core/runs/plan/plan.ts';
import { planText } from '../../../../../src/core/runs/plan/planText.ts';
import { catalog } from '../../../../support/catalogs.ts';
import { use } from '../../../../support/planUses.ts';

for (const [config, where] of [
  ["process.executor = 'k8s'", 'k8s: its config says process.executor = k8s'],
  ["executor.name = 'azurebatch'", 'azurebatch: its config says executor.name = azurebatch'],
  ['process.executor = params.x', 'what the run decides: only then process.executor is known'],
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
    assert.equal(text.includes('run on this machine'), where.startsWith('this machine'), text);
  });
}

function planOn(backend: PlannedBackend, uses: readonly PlanUse[]): Plan {
  return planRun({
    folder: { path: '/p', name: null },
    options: plainOptions('/p/main.nf'),
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
