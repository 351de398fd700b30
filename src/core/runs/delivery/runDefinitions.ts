import { secretsOf } from '../backends/processSecrets.ts';
import { copyKeyPrefix } from '../copies/copyKey.ts';
import type { RunDefinition } from '../record/runDefinition.ts';
import type { RunId } from '../record/runId.ts';
import { batchJobOf } from './batchJob.ts';
import type { FetchingPipeline } from './fetchConfig.ts';
import type { PlannedDelivery } from './plannedDelivery.ts';

/** The job definitions of a run, and which one each process gets. */
export interface RunDefinitions {
  readonly definitions: readonly RunDefinition[];
  /** The key of its definition by a process's name. */
  readonly byProcess: ReadonlyMap<string, string>;
}

export const noDefinitions: RunDefinitions = { definitions: [], byProcess: new Map() };

/** AWS Batch takes 128 characters; `_2` and the like may follow. */
const longest = 120;

/**
 * The job definitions that deliver published secrets to those processes for which that was planned.
 * Processes that would have the same one share it; one image with other secrets is another one, so
 * that no task gets what its process does not declare.
 */
export function runDefinitions(
  run: RunId,
  { processes, settings, references }: FetchingPipeline,
  deliveries: readonly PlannedDelivery[],
  published: ReadonlySet<string>,
): RunDefinitions {
  const byContent = new Map<string, RunDefinition>();
  const byProcess = new Map<string, string>();
  const keys = new Set<string>();
  for (const process of processes.filter(it => isPlanned(it.name, deliveries))) {
    const secrets = secretsOf(process, references, settings)
      .names.filter(name => published.has(name))
      .sort();
    const job = batchJobOf(process, settings);
    if (!job.ok || secrets.length === 0) {
      continue;
    }
    const content = JSON.stringify([secrets, job.value]);
    const same = byContent.get(content);
    const key = same?.key ?? freeKey(run, process.name, keys);
    keys.add(key);
    byProcess.set(process.name, key);
    byContent.set(content, same ?? { key, secrets, ...job.value, mounts: [...job.value.mounts] });
  }
  return { definitions: [...byContent.values()], byProcess };
}

function isPlanned(name: string, deliveries: readonly PlannedDelivery[]): boolean {
  return deliveries.some(
    ({ process, delivery }) => process === name && delivery === 'job-definition',
  );
}

/** Named after the first process that has it, so that people find it among others. */
function freeKey(run: RunId, process: string, taken: ReadonlySet<string>): string {
  const name = process.replaceAll(/\W/g, '_');
  const base = `${copyKeyPrefix('batch', run)}${name}`.slice(0, longest);
  let key = base;
  for (let number = 2; taken.has(key); number += 1) {
    key = `${base}_${number}`;
  }
  return key;
}
