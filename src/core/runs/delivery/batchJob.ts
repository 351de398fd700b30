import * as l10n from '@vscode/l10n';
import type { Setting } from '../../nextflow/scan/setting.ts';
import { err, ok, type Result } from '../../result.ts';
import { type ConfiguredValue, configuredValue } from '../backends/configuredValue.ts';
import { customJobDefinition } from '../backends/customJobDefinition.ts';
import { type ProcessSource } from '../backends/processSource.ts';
import { dependsOnWorkflow, processTarget } from '../backends/processTarget.ts';

/** All that Nextflow puts into the job definition that it makes for a process on AWS Batch. */
export interface BatchJob {
  readonly image: string;
  /** ARN of the role of the tasks; null for the instance's. */
  readonly jobRole: string | null;
  /** The group of CloudWatch that receives what tasks print; null for Batch's own. */
  readonly logsGroup: string | null;
  readonly mounts: readonly Mount[];
  readonly fargate: boolean;
}

/** A folder of the instance that the container sees. */
export interface Mount {
  readonly name: string;
  readonly source: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/**
 * The job that Nextflow would define for a process, or, as a part of a sentence, why that is not
 * known before the run. A job definition of ours takes the place of Nextflow's, so it has to be the
 * same but for the secrets (`AwsBatchTaskHandler.configJobDefRequest` of 24.10.0).
 */
export function batchJobOf(
  process: ProcessSource,
  settings: readonly Setting[],
): Result<BatchJob, string> {
  const image = imageOf(process, settings);
  if (!image.ok) {
    return image;
  }
  const batch = (name: string): ConfiguredValue => configuredValue(settings, 'aws', 'batch', name);
  for (const name of ['platformType', 'jobRole', 'logsGroup', 'cliPath', 'volumes']) {
    if (isComputed(batch(name))) {
      return err(l10n.t('aws.batch.{0} is not a plain text in the config', name));
    }
  }
  const fargate = batch('platformType')?.value === 'fargate';
  const odd = unrepeatable(process, settings, fargate);
  if (odd !== null) {
    return err(odd);
  }
  const cli = fargate ? null : (batch('cliPath')?.value ?? null);
  return ok({
    image: image.value,
    jobRole: batch('jobRole')?.value ?? null,
    logsGroup: batch('logsGroup')?.value ?? null,
    mounts: [...cliMount(cli), ...volumeMounts(batch('volumes')?.value ?? '')],
    fargate,
  });
}

/** With the registry in front that Nextflow puts there (`ContainerHandler`, 24.10.0). */
function imageOf(process: ProcessSource, settings: readonly Setting[]): Result<string, string> {
  const { container } = processTarget(process, settings);
  if (container === null || container.value === 'false' || container.value === '') {
    return err(l10n.t('it names no image'));
  }
  if (container.value === null) {
    return err(l10n.t('its image is not known before the run'));
  }
  const custom = customJobDefinition(container.value);
  if (custom !== null) {
    return err(l10n.t('its custom job definition {0} cannot get secrets', custom));
  }
  if (dependsOnWorkflow('container', process, settings)) {
    return err(l10n.t('its image depends on the workflow that it runs in'));
  }
  const registry = configuredValue(settings, 'docker', 'registry');
  if (isComputed(registry)) {
    return err(l10n.t('docker.registry is not known before the run'));
  }
  const absolute = /^[^/]*[.:][^/]*\//.test(container.value);
  const prefix = absolute || !registry?.value ? '' : `${registry.value.replace(/\/$/, '')}/`;
  return ok(`${prefix}${container.value}`);
}

/** What changes a job definition in ways that are not repeated in ours. */
function unrepeatable(
  process: ProcessSource,
  settings: readonly Setting[],
  fargate: boolean,
): string | null {
  for (const scope of ['fusion', 'wave']) {
    const enabled = configuredValue(settings, scope, 'enabled');
    if (enabled !== null && enabled.value !== 'false') {
      return l10n.t('{0}.enabled changes its image', scope);
    }
  }
  const { containerOptions, disk, arch } = processTarget(process, settings);
  if (containerOptions !== null) {
    return l10n.t('its containerOptions belong to the job definition that Nextflow makes');
  }
  return fargate && (disk !== null || arch !== null)
    ? l10n.t('its disk and arch belong to the job definition that Nextflow makes for Fargate')
    : null;
}

function isComputed(configured: ConfiguredValue): boolean {
  return configured?.value === null;
}

/** The `aws` program of the instance, with all that it comes with: `/opt/aws/bin/aws`. */
function cliMount(cli: string | null): readonly Mount[] {
  const folder = /^(\/.*)\/bin\/aws$/.exec(cli ?? '')?.[1];
  return folder === undefined
    ? []
    : [{ name: 'aws-cli', source: folder, target: folder, readOnly: true }];
}

/** `/scratch,/data:/mnt/data:ro` as Nextflow reads it. */
function volumeMounts(volumes: string): readonly Mount[] {
  return volumes
    .split(',')
    .map(volume => volume.trim().replace(/(?<=.)\/+$/, ''))
    .filter(volume => volume !== '')
    .map((volume, at) => {
      const [source = '', target = source, mode] = volume.split(':');
      return { name: `vol-${at + 1}`, source, target, readOnly: mode === 'ro' };
    });
}
