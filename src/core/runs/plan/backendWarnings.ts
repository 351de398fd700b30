import * as l10n from '@vscode/l10n';
import type { Plan, PlannedBackend } from './plan.ts';

/** What will not work as the backend stands, or was not to be known. */
export function backendWarnings({ backend, work }: Plan): readonly string[] {
  const { target, finding, deliveries } = backend;
  const defined = definedProcesses(backend);
  const contradicted = finding.kind === 'found' && finding.backend !== target.kind;
  return [
    ...(contradicted && finding.configured !== null
      ? [
          l10n.t(
            'Tasks still run on {0}. This choice only decides where copies are.',
            finding.executor,
          ),
        ]
      : []),
    ...(finding.kind === 'computed' && target.kind === 'local'
      ? [
          l10n.t(
            'The executor is known only at run time. If the pipeline does not run on this machine, choose where it runs.',
          ),
        ]
      : []),
    ...(finding.kind === 'unsupported'
      ? [l10n.t('Tasks of the executor {0} cannot get secrets.', finding.executor)]
      : []),
    ...deliveries
      .filter(({ delivery }) => delivery === null)
      .map(({ process, because }) => l10n.t('{0} gets no secret: {1}.', process, because)),
    ...(work.kind === 'pipeline' && work.options.resume && defined.length > 0
      ? [l10n.t('-resume runs tasks of {0} again: {1}.', defined.join(', '), resumeReason)]
      : []),
  ];
}

/** Nextflow 24.10.0 hashes a task with the name of its container (`TaskProcessor`). */
export const resumeReason = l10n.t(
  'Nextflow treats a task in another job definition as another task',
);

export function definedProcesses({ deliveries }: PlannedBackend): readonly string[] {
  return deliveries.flatMap(({ process, delivery }) =>
    delivery === 'job-definition' ? [process] : [],
  );
}
