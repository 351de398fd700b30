import * as l10n from '@vscode/l10n';
import type { PlanUse } from '../../arrival/consequence.ts';
import type { Reference } from '../../nextflow/scan/reference.ts';
import type { Setting } from '../../nextflow/scan/setting.ts';
import { err, ok, type Result } from '../../result.ts';
import type { DeliveryKind } from '../backends/backend.ts';
import { backendOf } from '../backends/backendFinding.ts';
import { customJobDefinition } from '../backends/customJobDefinition.ts';
import { asksFor, secretsOf } from '../backends/processSecrets.ts';
import { type ProcessSource } from '../backends/processSource.ts';
import { type ProcessTarget, processTarget } from '../backends/processTarget.ts';
import type { RunTarget } from '../backends/runTarget.ts';
import { schedulerOf } from '../backends/schedulers.ts';
import { batchJobOf } from './batchJob.ts';
import { groovyOf } from './fetchConfig.ts';

/** How the tasks of one process get their secrets, and why so. */
export interface PlannedDelivery {
  readonly process: string;
  /** Null where they get none. */
  readonly delivery: DeliveryKind | null;
  /** A part of a sentence: `its tasks run on this machine`. */
  readonly because: string;
}

/** The deliveries to every process that declares a secret, in the order of the sources. */
export function plannedDeliveries(
  target: RunTarget,
  processes: readonly ProcessSource[],
  settings: readonly Setting[],
  uses: readonly PlanUse[],
): readonly PlannedDelivery[] {
  const references = uses.map(({ reference }) => reference);
  return processes
    .filter(process => references.some(reference => asksFor(reference, process, settings)))
    .map(process => deliveryTo({ process, processes, settings, references }, target));
}

/** A process and what surrounds it. */
interface Served {
  readonly process: ProcessSource;
  readonly processes: readonly ProcessSource[];
  readonly settings: readonly Setting[];
  readonly references: readonly Reference[];
}

function deliveryTo(served: Served, target: RunTarget): PlannedDelivery {
  const process = processTarget(served.process, served.settings);
  const configured = process.executor?.value?.toLowerCase() ?? null;
  const executor = configured ?? executorNameOf(target);
  const to = (delivery: DeliveryKind | null, because: string): PlannedDelivery => ({
    process: process.name,
    delivery,
    because,
  });
  switch (backendOf(executor)) {
    case null:
      return to(null, l10n.t('tasks of the executor {0} get no secrets', executor));
    case 'local':
      return process.executor !== null && configured === null
        ? to(
            'store-file',
            l10n.t('its executor is known only at run time: tasks of this machine read it'),
          )
        : to('store-file', l10n.t('its tasks run on this machine'));
    case 'hpc':
      return target.kind === 'local'
        ? to(
            null,
            l10n.t(
              'its tasks run on {0}, and the store file is on this machine alone',
              schedulerLabel(executor),
            ),
          )
        : to(
            'store-file',
            l10n.t('jobs of {0} see the folder of the run', schedulerLabel(executor)),
          );
    case 'aws-batch':
      return target.kind === 'aws-batch'
        ? fetchable(process, awsDelivery(served, process, target, to))
        : to(null, l10n.t('its tasks run on AWS Batch, where this run has no copies'));
    case 'google-batch':
      return target.kind === 'google-batch'
        ? fetchable(
            process,
            to(
              'fetch',
              l10n.t('a task reads its own secrets first, as the service account of its machine'),
            ),
          )
        : to(null, l10n.t('its tasks run on Google Batch, where this run has no copies'));
  }
}

/** A fetch goes behind the process's own `beforeScript`, whose text must be known for that. */
function fetchable({ beforeScript }: ProcessTarget, planned: PlannedDelivery): PlannedDelivery {
  const computed =
    planned.delivery === 'fetch' &&
    beforeScript !== null &&
    groovyOf(beforeScript.setting) === null;
  const because = l10n.t(
    'its beforeScript is computed from names of its own file, so no fetch can be added to it',
  );
  return computed ? { ...planned, delivery: null, because } : planned;
}

function awsDelivery(
  served: Served,
  { container }: ProcessTarget,
  target: RunTarget & { kind: 'aws-batch' },
  to: (delivery: DeliveryKind | null, because: string) => PlannedDelivery,
): PlannedDelivery {
  const custom = customJobDefinition(container?.value ?? null);
  if (target.executionRole !== null) {
    const image = definableImage(served);
    return image.ok
      ? to(
          'job-definition',
          l10n.t('AWS Batch sets them in {0}, as the execution role', image.value),
        )
      : to('fetch', l10n.t('{0}, so a task reads its own secrets', image.error));
  }
  return custom === null
    ? to('fetch', l10n.t('a task reads its own secrets first, as the role of its job'))
    : to(
        'fetch',
        l10n.t(
          'the custom job definition {0} is not changed, so a task reads its own secrets',
          custom,
        ),
      );
}

/** The image of a process for which a job definition can be made, or why none can. */
function definableImage(served: Served): Result<string, string> {
  const { process, processes, settings, references } = served;
  if (processes.filter(({ name }) => name === process.name).length > 1) {
    return err(l10n.t('several processes have its name'));
  }
  // What selects it selects what is included of it under other names, too.
  if (
    processes.some(
      ({ name, called }) => called?.definedAs === process.name && name !== process.name,
    )
  ) {
    return err(l10n.t('it is included under another name, too'));
  }
  if (secretsOf(process, references, settings).computed) {
    return err(l10n.t('which secrets it declares is known only at run time'));
  }
  const job = batchJobOf(process, settings);
  return job.ok ? ok(job.value.image) : job;
}

function schedulerLabel(executor: string): string {
  return schedulerOf(executor)?.label ?? executor;
}

/** The executor of a process that names none, in a run whose backend was chosen. */
function executorNameOf(target: RunTarget): string {
  switch (target.kind) {
    case 'local':
      return 'local';
    case 'hpc':
      return target.executor;
    case 'aws-batch':
      return 'awsbatch';
    case 'google-batch':
      return 'google-batch';
  }
}

/**
 * Whether nothing on this machine reads a secret's value: neither `secrets.X`, nor a task that gets
 * it from the store file, nor a name that only the run will know.
 */
export function isReadInCloudAlone(
  { uses }: { readonly uses: readonly PlanUse[] },
  { dynamic, backend }: { readonly dynamic: readonly PlanUse[]; readonly backend: Deliveries },
): boolean {
  const readers = [...uses, ...dynamic].map(({ reference }) => reference);
  return (
    uses.length > 0 &&
    readers.every(({ kind }) => kind !== 'property') &&
    backend.deliveries.every(({ delivery }) => delivery !== 'store-file')
  );
}

interface Deliveries {
  readonly deliveries: readonly PlannedDelivery[];
}
