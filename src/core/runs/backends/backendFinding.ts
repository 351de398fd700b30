import type { Setting } from '../../nextflow/scan/setting.ts';
import type { BackendKind } from './backend.ts';
import { executorOf, type Told } from './processTarget.ts';
import { schedulerOf } from './schedulers.ts';

/** What a pipeline's config says of where its tasks run. */
export type BackendFinding =
  | {
      readonly kind: 'found';
      readonly backend: BackendKind;
      readonly executor: string;
      readonly told: Told;
    }
  /** Only a run can tell, say `process.executor = params.where`. */
  | { readonly kind: 'computed'; readonly told: Told }
  /** An executor whose tasks we bring no secrets to, say `k8s`. */
  | { readonly kind: 'unsupported'; readonly executor: string; readonly told: Told };

/** The backend of a run that reads these settings; nothing said means this machine. */
export function findBackend(settings: readonly Setting[]): BackendFinding {
  const told = executorOf(settings);
  if (told === null) {
    return { kind: 'found', backend: 'local', executor: 'local', told };
  }
  if (told.value === null) {
    return { kind: 'computed', told };
  }
  const backend = backendOf(told.value);
  return backend === null
    ? { kind: 'unsupported', executor: told.value, told }
    : { kind: 'found', backend, executor: told.value.toLowerCase(), told };
}

/** The backend of an executor; null for one whose tasks we bring no secrets to. */
export function backendOf(executor: string): BackendKind | null {
  switch (executor.toLowerCase()) {
    case 'local':
      return 'local';
    case 'awsbatch':
      return 'aws-batch';
    case 'google-batch':
      return 'google-batch';
    default:
      return schedulerOf(executor) ? 'hpc' : null;
  }
}
