import * as l10n from '@vscode/l10n';
import { listed } from '../../count.ts';
import { backends } from '../backends/backend.ts';
import { backendOf } from '../backends/backendFinding.ts';
import { isCloudTarget, type RunTarget } from '../backends/runTarget.ts';
import { schedulerOf } from '../backends/schedulers.ts';
import type { PlannedDelivery } from '../delivery/plannedDelivery.ts';
import type { Plan, PlannedBackend } from './plan.ts';

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
    return l10n.t('what the run decides');
  }
  const backend = backendOf(executor);
  return backend === null || backend === 'hpc'
    ? (schedulerOf(executor)?.label ?? executor)
    : backends[backend].label;
}

/** Why a run goes there: `its config says process.executor = slurm`. */
export function targetReason(backend: PlannedBackend): string {
  return givenReason(backend) ?? configuredReason(backend);
}

/** Of what the command line or the environment says. */
function givenReason({ target, finding }: PlannedBackend): string | null {
  const given = finding.configured?.setting.given;
  if (given === undefined || finding.kind === 'computed') {
    return null;
  }
  return target.kind === (finding.kind === 'found' ? finding.backend : 'local')
    ? l10n.t('{0} says {1}', given, finding.executor)
    : l10n.t('chosen by you, although {0} says {1}', given, finding.executor);
}

function configuredReason({ target, finding }: PlannedBackend): string {
  switch (finding.kind) {
    case 'computed':
      return target.kind === 'local'
        ? l10n.t(
            'only then {0} is known',
            finding.configured?.setting.path.join('.') ?? l10n.t('its executor'),
          )
        : l10n.t('chosen by you, because only the run can tell what its config says');
    case 'unsupported':
      return target.kind === 'local'
        ? l10n.t(
            'its config says {0} = {1}',
            finding.configured?.setting.path.join('.') ?? 'executor',
            finding.executor,
          )
        : l10n.t('chosen by you, although its config says {0}', finding.executor);
    case 'found':
      if (finding.backend !== target.kind) {
        return finding.configured === null
          ? l10n.t('chosen by you: its config names no executor')
          : l10n.t('chosen by you, although its config says {0}', finding.executor);
      }
      return finding.configured === null
        ? l10n.t('its config names no executor')
        : l10n.t(
            'its config says {0} = {1}',
            finding.configured.setting.path.join('.'),
            finding.executor,
          );
  }
}

/** What will not work as the backend stands, or was not to be known. */
export function backendWarnings({ backend, options }: Plan): readonly string[] {
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
    ...(options.resume && defined.length > 0
      ? [`-resume runs tasks of ${defined.join(', ')} again: ${resumeReason}.`]
      : []),
  ];
}

/** Nextflow 24.10.0 hashes a task with the name of its container (`TaskProcessor`). */
const resumeReason = l10n.t('Nextflow treats a task in another job definition as another task');

function definedProcesses({ deliveries }: PlannedBackend): readonly string[] {
  return deliveries.flatMap(({ process, delivery }) =>
    delivery === 'job-definition' ? [process] : [],
  );
}

/** The plan’s part on where its tasks run and its copies are, as lines of Markdown. */
export function backendLines(plan: Plan): readonly string[] {
  const { kind, backend, published } = plan;
  const { target, deliveries } = backend;
  const { onStop } = backends[target.kind];
  return [
    l10n.t('- **Tasks run on** {0}: {1}.', tasksLabel(backend), targetReason(backend)),
    ...workLines(backend),
    ...backendWarnings(plan).map(text => `- **Beware**: ${text}`),
    ...(published.length === 0
      ? [
          l10n.t(
            '- **No copies**: the run gets an empty store file. It cannot read your other secrets.',
          ),
        ]
      : [
          `- **Copies**: ${backends[target.kind].copies}.`,
          ...cloudLines(target),
          ...definitionLines(backend),
          ...deliveries.flatMap(deliveryLine),
          l10n.t(
            "- Nextflow itself reads `secrets.X` from a private store file, which exists for this run only and which it finds by `NXF_SECRETS_FILE`. A task that declares `secret 'X'` gets X as an environment variable, and no other secret.",
          ),
          definedProcesses(backend).length > 0
            ? l10n.t(
                '- **Removed** {0}: all copies and job definitions, the store file, the files that Nextflow wrote next to it, and their folder.',
                removal[kind],
              )
            : l10n.t(
                '- **Removed** {0}: all copies, the store file, the files that Nextflow wrote next to it, and their folder.',
                removal[kind],
              ),
        ]),
    ...(kind === 'terminal'
      ? [
          l10n.t(
            '- **Not redacted**: a terminal shows everything that programs print, including values.',
          ),
        ]
      : [l10n.t('- **Stop**: {0}, then everything is removed.', onStop)]),
  ];
}

/** Where the files of tasks are, if not in the usual folder. */
function workLines({ workDir }: PlannedBackend): readonly string[] {
  if (!workDir) {
    return [];
  }
  const { given, path } = workDir.setting;
  return [
    l10n.t(
      '- **Work folder** {0}: {1} says so.',
      workDir.value === null ? l10n.t('known only at run time') : `\`${workDir.value}\``,
      given ?? l10n.t('{0} of its config', path.join('.')),
    ),
  ];
}

const removal = {
  pipeline: l10n.t('when the run ends, however it ends'),
  tests: l10n.t('when the tests end, however they end'),
  terminal: l10n.t('when the terminal’s shell ends, however it ends'),
} as const;

function cloudLines(target: RunTarget): readonly string[] {
  return isCloudTarget(target)
    ? [
        l10n.t(
          '- The store file holds the values of secrets that `secrets.X` reads. For all others it holds only their names. The cloud holds only the secrets that tasks may read.',
        ),
        ...(target.kind === 'google-batch' ? [replicationLine(target.location)] : []),
      ]
    : [];
}

function replicationLine(location: string | null): string {
  return location === null
    ? l10n.t(
        '- **Replicated** automatically: neither the config nor the settings name a location, so Google chooses one.',
      )
    : l10n.t('- **Replicated** in {0} only.', location);
}

/** What delivery by job definition makes and asks for. */
function definitionLines(backend: PlannedBackend): readonly string[] {
  const { target } = backend;
  const defined = definedProcesses(backend);
  return target.kind === 'aws-batch' && target.executionRole !== null && defined.length > 0
    ? [
        l10n.t(
          '- **Job definitions**: AWS Batch gets one for each image with the secrets of its processes, `tower-<run>-<PROCESS>`. It refers to the copies, and AWS Batch reads them with the role `{0}`, which needs `secretsmanager:GetSecretValue` on `tower-*`. You need `batch:RegisterJobDefinition`, `batch:DescribeJobDefinitions`, `batch:DeregisterJobDefinition`, and `iam:PassRole` on that role.',
          target.executionRole,
        ),
        l10n.t(
          '- **Resume**: a later `-resume` repeats the tasks of {0}, because {1}.',
          defined.join(', '),
          resumeReason,
        ),
      ]
    : [];
}

function deliveryLine(planned: PlannedDelivery): readonly string[] {
  return planned.delivery === null
    ? []
    : [`- **Delivery** to \`${planned.process}\`: ${deliveryText(planned)}.`];
}

/** How a process gets its secrets and why so: `by fetch, because …`. */
export function deliveryText({ delivery, because }: PlannedDelivery): string {
  switch (delivery) {
    case null:
      return l10n.t('none, because {0}', because);
    case 'store-file':
      return l10n.t('the store file, because {0}', because);
    case 'fetch':
      return l10n.t('by fetch, because {0}', because);
    case 'job-definition':
      return l10n.t('by job definition, because {0}', because);
  }
}

/** The other delivery that a developer may choose for a run; null where there is one way only. */
export function otherDelivery({ target }: PlannedBackend): 'fetch' | 'job-definition' | null {
  return target.kind !== 'aws-batch'
    ? null
    : target.executionRole === null
      ? 'job-definition'
      : 'fetch';
}
