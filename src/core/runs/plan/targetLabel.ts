import * as l10n from '@vscode/l10n';
import { listed } from '../../count.ts';
import { backends } from '../backends/backend.ts';
import { backendOf } from '../backends/backendFinding.ts';
import { type RunTarget } from '../backends/runTarget.ts';
import { schedulerOf } from '../backends/schedulers.ts';
import type { PlannedBackend } from './plan.ts';

/** Where a run's tasks execute, for people: `Slurm`, `AWS Batch in eu-west-1`. */
export function targetLabel(target: RunTarget): string {
  switch (target.kind) {
    case 'local':
      return backends.local.label;
    case 'hpc':
      return schedulerOf(target.executor)?.label ?? target.executor;
    case 'aws-batch':
      return l10n.t('{0} in {1}', backends['aws-batch'].label, target.region);
    case 'google-batch':
      return l10n.t('{0} in project {1}', backends['google-batch'].label, target.project);
  }
}

/**
 * Where its tasks execute, as far as that is known: where nothing was chosen and its config says
 * what only the run can tell, or names an executor that no secret is brought to, it is not this
 * machine just because the store file is there.
 */
export function tasksLabel(backend: PlannedBackend): string {
  const { others } = backend;
  const usual = usualLabel(backend);
  if (others === undefined || others.executors.length === 0) {
    return usual;
  }
  const names = listed(others.executors.map(executorLabel));
  return others.everywhere ? names : l10n.t('{0}, those of some processes on {1}', usual, names);
}

function usualLabel({ target, finding }: PlannedBackend): string {
  return target.kind !== 'local' || finding.kind === 'found'
    ? targetLabel(target)
    : executorLabel(finding.kind === 'unsupported' ? finding.executor : null);
}

function executorLabel(executor: string | null): string {
  if (executor === null) {
    return l10n.t('an executor known only at run time');
  }
  const backend = backendOf(executor);
  return backend === null || backend === 'hpc'
    ? (schedulerOf(executor)?.label ?? executor)
    : backends[backend].label;
}
