import { backends } from './backend.ts';
import type { Plan, PlannedBackend } from './plan.ts';
import type { PlannedDelivery } from './plannedDelivery.ts';
import { isCloud, type RunTarget } from './runTarget.ts';
import { schedulerOf } from './schedulers.ts';

/** Where a run's tasks execute, for people: `Slurm`, `AWS Batch in eu-west-1`. */
export function targetLabel(target: RunTarget): string {
  switch (target.kind) {
    case 'local':
      return backends.local.label;
    case 'hpc':
      return schedulerOf(target.executor)?.label ?? target.executor;
    case 'aws-batch':
      return `${backends['aws-batch'].label} in ${target.region}`;
    case 'google-batch':
      return `${backends['google-batch'].label} in project ${target.project}`;
  }
}

/** Why a run goes there: `its config says process.executor = slurm`. */
export function targetReason({ target, finding }: PlannedBackend): string {
  switch (finding.kind) {
    case 'computed':
      return 'chosen by you, because only the run can tell what its config says';
    case 'unsupported':
      return `although its config says ${finding.executor}`;
    case 'found':
      if (finding.backend !== target.kind) {
        return `chosen by you, although its config says ${finding.executor}`;
      }
      return finding.told === null
        ? 'its config names no executor'
        : `its config says ${finding.told.setting.path.join('.')} = ${finding.executor}`;
  }
}

/** What will not work as the backend stands, or was not to be known. */
export function backendWarnings({
  target,
  finding,
  deliveries,
}: PlannedBackend): readonly string[] {
  const contradicted = finding.kind === 'found' && finding.backend !== target.kind;
  return [
    ...(contradicted && finding.told !== null
      ? [`Tasks run on ${finding.executor} all the same: the choice decides where copies are.`]
      : []),
    ...(finding.kind === 'computed' && target.kind === 'local'
      ? [
          'The executor is known only at run time. Choose where it runs if that is not this machine.',
        ]
      : []),
    ...(finding.kind === 'unsupported'
      ? [`No secret is brought to tasks of the executor ${finding.executor}.`]
      : []),
    ...deliveries
      .filter(({ delivery }) => delivery === null)
      .map(({ process, because }) => `${process} gets no secret: ${because}.`),
  ];
}

/** The plan’s part on where its tasks run and its copies are, as lines of Markdown. */
export function backendLines({ kind, backend, published }: Plan): readonly string[] {
  const { target, deliveries } = backend;
  const { onStop } = backends[target.kind];
  return [
    `- **Tasks run on** ${targetLabel(target)}: ${targetReason(backend)}.`,
    ...backendWarnings(backend).map(text => `- **Beware**: ${text}`),
    ...(published.length === 0
      ? [`- **No copies**: the run gets an empty store file, and not your other secrets.`]
      : [
          `- **Copies**: ${backends[target.kind].copies}.`,
          ...cloudLines(target),
          ...deliveries.flatMap(deliveryLine),
          `- \`secrets.X\` is read by Nextflow itself, from a private store file for this run alone, which it finds by \`NXF_SECRETS_FILE\`. A task that declares \`secret 'X'\` gets X as an environment variable, and no other.`,
          `- **Removed** ${removal[kind]}: every copy${removedToo(target)}, the store file, what Nextflow wrote beside it, and their folder.`,
        ]),
    ...(kind === 'terminal'
      ? ['- **Not redacted**: a terminal shows what programs print, also a value.']
      : [`- **Stop**: ${onStop}, then everything is removed.`]),
  ];
}

const removal = {
  pipeline: 'when the run ends, however it ends',
  tests: 'when the tests end, however they end',
  terminal: 'when the terminal’s shell ends, however it ends',
} as const;

function cloudLines(target: RunTarget): readonly string[] {
  return isCloud(target)
    ? [
        `- The store file holds real values only of what \`secrets.X\` reads; of the others it holds their names. The cloud has only what tasks may read.`,
      ]
    : [];
}

function deliveryLine({ process, delivery, because }: PlannedDelivery): readonly string[] {
  switch (delivery) {
    case null:
      return [];
    case 'store-file':
      return [`- **Delivery** to \`${process}\`: the store file, because ${because}.`];
    case 'fetch':
      return [`- **Delivery** to \`${process}\`: by fetch, because ${because}.`];
    case 'job-definition':
      return [`- **Delivery** to \`${process}\`: by job definition, because ${because}.`];
  }
}

function removedToo(target: RunTarget): string {
  return target.kind === 'aws-batch' && target.executionRole !== null ? ' and job definition' : '';
}
