import type { Setting } from '../../nextflow/scan/setting.ts';
import type { BackendKind } from './backend.ts';
import { type ConfiguredValue } from './configuredValue.ts';
import { type ProcessSource } from './processSource.ts';
import { defaultExecutor, processTarget } from './processTarget.ts';
import { schedulerOf } from './schedulers.ts';

/** What a pipeline's config says of where its tasks run. */
export type BackendFinding =
  | {
      readonly kind: 'found';
      readonly backend: BackendKind;
      readonly executor: string;
      readonly configured: ConfiguredValue;
    }
  /** Only a run can tell, say `process.executor = params.where`. */
  | { readonly kind: 'computed'; readonly configured: ConfiguredValue }
  /** An executor whose tasks we bring no secrets to, say `k8s`. */
  | {
      readonly kind: 'unsupported';
      readonly executor: string;
      readonly configured: ConfiguredValue;
    };

/**
 * The executors of processes that have another one than their run, each once, by Nextflow's names;
 * null for one that only the run can tell.
 */
export interface OtherExecutors {
  readonly executors: readonly (string | null)[];
  /** Whether no process has that of its run. */
  readonly everywhere: boolean;
}

export function otherExecutors(
  processes: readonly ProcessSource[],
  settings: readonly Setting[],
): OtherExecutors {
  const usual = executorName(defaultExecutor(settings));
  const others = processes.flatMap(process => {
    const { executor } = processTarget(process, settings);
    const name = executorName(executor);
    return name === usual ? [] : [name];
  });
  return {
    executors: [...new Set(others)],
    everywhere: processes.length > 0 && others.length === processes.length,
  };
}

/** Null where only the run can tell. */
function executorName(configured: ConfiguredValue): string | null {
  return configured === null ? 'local' : (configured.value?.toLowerCase() ?? null);
}

/** The backend of a run that reads these settings; nothing said means this machine. */
export function findBackend(settings: readonly Setting[]): BackendFinding {
  const configured = defaultExecutor(settings);
  if (configured === null) {
    return { kind: 'found', backend: 'local', executor: 'local', configured };
  }
  if (configured.value === null) {
    return { kind: 'computed', configured };
  }
  const backend = backendOf(configured.value);
  return backend === null
    ? { kind: 'unsupported', executor: configured.value, configured }
    : { kind: 'found', backend, executor: configured.value.toLowerCase(), configured };
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
