import { identify } from '../adapters/system/processes.ts';
import type { Assignment } from '../core/runs/record/protocol.ts';
import { noProgress, recordVersion, type RunRecord } from '../core/runs/record/runRecord.ts';

/** The record of a run that is about to begin. */
export async function newRecord(assignment: Assignment): Promise<RunRecord> {
  const { run, folder, launchFolder, work, profiles, test, options, target, storeFolder } =
    assignment;
  return {
    version: recordVersion,
    run,
    backend: target.kind,
    target,
    startedAt: Date.now(),
    folder,
    launchFolder,
    work,
    command: assignment.argv,
    profiles,
    test,
    options,
    ...(assignment.canaries && { canaries: true }),
    ...(assignment.tooCommon && { tooCommon: assignment.tooCommon }),
    secrets: assignment.secrets.map(({ name, scope }) => ({ name, scope })),
    storeFolder,
    stopTimeout: assignment.stopTimeout,
    state: { kind: 'preparing' },
    progress: noProgress,
    supervisor: await identify(process.pid),
    process: null,
    survivors: [],
  };
}
