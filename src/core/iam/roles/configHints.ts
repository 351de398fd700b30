import type { Setting } from '../../nextflow/scan/setting.ts';
import { parseKnown, type PlaceholderValues } from '../policyPlaceholder.ts';

/** What configs tell of placeholders and of the names of roles. */
export interface ConfigHints {
  readonly known: PlaceholderValues;
  /** Names of roles by the id of what they are for, say `{ task: 'batch-tasks' }`. */
  readonly names: Readonly<Record<string, string>>;
}

/**
 * Reads hints from the settings of configs, the first that tells wins. A cluster is known by the
 * role that is named after it, or by its queue, as Tower Forge names them (`TowerForge-<id>-work`).
 */
export function configHints(
  settings: readonly Setting[],
  executionRole: string | null,
): ConfigHints {
  const value = (...path: string[]): string | undefined =>
    settings.find(setting => setting.value !== null && setting.path.join('.') === path.join('.'))
      ?.value ?? undefined;
  const execution = roleName(executionRole ?? value('aws', 'batch', 'executionRole'));
  const task = roleName(value('aws', 'batch', 'jobRole'));
  const queue = /^(TowerForge-\w+)-(work|head)$/.exec(value('process', 'queue') ?? '');
  const cluster = /^(.+)-ExecutionRole$/.exec(execution ?? '') ?? queue;
  return {
    known: parseKnown({
      COMPUTE_REGION: value('aws', 'region'),
      BATCH_CLUSTER: cluster?.[1],
      JOB_ROLE: task,
      PROJECT: value('google', 'project'),
    }),
    names: {
      ...(execution === null ? {} : { execution }),
      ...(task === null ? {} : { task }),
    },
  };
}

/** Whether a text is the ARN of a role. */
export function isRoleArn(text: string): boolean {
  return /^arn:aws[\w-]*:iam::\d{12}:role\//.test(text) && roleName(text) !== null;
}

/** The name in the ARN of a role, without its path: `arn:aws:iam::1:role/batch/tasks` is `tasks`. */
function roleName(arn: string | undefined): string | null {
  return /^arn:aws[\w-]*:iam::\d*:role\/(?:.*\/)?([\w+=,.@-]+)$/.exec(arn ?? '')?.[1] ?? null;
}
