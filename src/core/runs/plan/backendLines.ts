import * as l10n from '@vscode/l10n';
import { backends } from '../backends/backend.ts';
import { isCloudTarget, type RunTarget } from '../backends/runTarget.ts';
import type { PlannedDelivery } from '../delivery/plannedDelivery.ts';
import { backendWarnings, definedProcesses, resumeReason } from './backendWarnings.ts';
import { deliveryText } from './deliveryText.ts';
import type { Plan, PlannedBackend } from './plan.ts';
import { tasksLabel } from './targetLabel.ts';
import { targetReason } from './targetReason.ts';

/** The plan’s part on where its tasks run and its copies are, as lines of Markdown. */
export function backendLines(plan: Plan): readonly string[] {
  const {
    work: { kind },
    backend,
    published,
  } = plan;
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
