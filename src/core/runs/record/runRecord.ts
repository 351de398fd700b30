import * as v from 'valibot';
import { leakReportSchema } from '../../leaks/leak.ts';
import { backendKinds } from '../backends/backend.ts';
import { runTargetSchema } from '../backends/runTarget.ts';
import { launchOptionsSchema } from '../launch/launchOptions.ts';
import { progressSchema } from './runProgress.ts';
import { runWorkSchema, workOf, workPath } from './runWork.ts';

export { noProgress, type RunProgress } from './runProgress.ts';

/** A process that is told from a later one of the same number by when it started. */
export const processSchema = v.object({
  pid: v.number(),
  /** Opaque and stable for the life of the process; null where the system does not tell. */
  startedAt: v.nullable(v.string()),
  /** The machine that it runs on: home folders are shared. Null in records of 0.1.0. */
  host: v.optional(v.nullable(v.string()), null),
  /**
   * In which numbering of processes its number was seen (Linux): a container has one of its own.
   * Null where there is one only, and in records of 0.1.0.
   */
  pidNamespace: v.optional(v.nullable(v.string()), null),
});
export type ProcessIdentity = v.InferOutput<typeof processSchema>;

/**
 * - `preparing`: the supervisor is writing copies; Nextflow has not started.
 * - `running`, `stopping`: Nextflow lives; `since` is in milliseconds since 1970, UTC.
 * - `sweeping`: Nextflow is gone, copies are being removed; `checking`: they are, and what is left
 *   is searched for values.
 * - `ended`: how it ended. `lost` means that the supervisor died and nobody saw the end.
 */
const runStateSchema = v.variant('kind', [
  v.object({ kind: v.literal('preparing') }),
  v.object({ kind: v.literal('running') }),
  v.object({
    kind: v.literal('stopping'),
    since: v.number(),
    /** After so many milliseconds Nextflow is killed; null in records of 0.1.0. */
    timeout: v.optional(v.nullable(v.number()), null),
  }),
  v.object({ kind: v.literal('sweeping'), checking: v.optional(v.boolean()) }),
  v.object({
    kind: v.literal('ended'),
    at: v.number(),
    // A newer version may know other ends.
    outcome: v.fallback(
      v.picklist(['succeeded', 'failed', 'stopped', 'killed', 'lost', 'not-started']),
      'lost',
    ),
    /** Nextflow's exit status; null when a signal ended it or nobody saw it. */
    exitCode: v.nullable(v.number()),
    signal: v.nullable(v.string()),
    /** What to tell when the run never started, or what Nextflow said last; redacted. */
    detail: v.nullable(v.string()),
  }),
]);
export type RunState = v.InferOutput<typeof runStateSchema>;

/** Something of a run that lives on although its Nextflow is gone, and can be stopped. */
const survivorSchema = v.variant('kind', [
  /** A task of this machine. `task` is its name, or its command where that is not known. */
  v.object({ kind: v.literal('process'), task: v.string(), process: processSchema }),
  /** A job of a grid scheduler: `executor` is Nextflow's name, say `slurm`. */
  v.object({ kind: v.literal('job'), task: v.string(), executor: v.string(), id: v.string() }),
]);
export type Survivor = v.InferOutput<typeof survivorSchema>;

/** What the second version of a record says otherwise, and says as the first did, too. */
const renamedFields = {
  /** Absent in version 1, as is `process`. A kind that a newer version knows tells nothing here. */
  work: v.fallback(v.optional(runWorkSchema), undefined),
  process: v.optional(v.nullable(processSchema)),
  /** Absolute path of the entry script, of the tests' file, or of a terminal's folder. */
  script: v.optional(v.string()),
  kind: v.optional(v.picklist(['pipeline', 'terminal', 'tests']), 'pipeline'),
  /** The process of Nextflow, of nf-test, or of a terminal's shell. */
  nextflow: v.optional(v.nullable(processSchema)),
};

/** What both versions say alike. */
const sharedFields = {
  run: v.string(),
  backend: v.optional(v.picklist(backendKinds), 'local'),

  /** What leads to its backend and its copies again; null in records of 0.1.0. */
  target: v.optional(v.nullable(runTargetSchema), null),
  /** Milliseconds since 1970, UTC. */
  startedAt: v.number(),
  /** Absolute path of the workspace folder that was launched from. */
  folder: v.string(),
  /** Absolute path of the folder Nextflow runs in, which receives `.nextflow.log` and `work`. */
  launchFolder: v.string(),
  /** What runs, for people to read: `['nextflow', 'run', 'main.nf', …]`. */
  command: v.array(v.string()),
  profiles: v.array(v.string()),
  test: v.boolean(),
  /** What was chosen for it, so that it can be run again; null where an older version ran it. */
  options: v.optional(v.nullable(launchOptionsSchema), null),
  /** The published secrets and where each came from. */
  secrets: v.array(v.object({ name: v.string(), scope: v.picklist(['user', 'workspace']) })),
  /** Where copies lie while the run lives: absolute path of the store file's own folder. */
  storeFolder: v.string(),
  /** How long Stop waits for Nextflow to end its tasks before it is killed, in milliseconds. */
  stopTimeout: v.optional(v.number(), 60_000),
  state: v.fallback(runStateSchema, { kind: 'running' }),
  progress: progressSchema,
  supervisor: processSchema,
  /** What lived on when Nextflow was gone. */
  survivors: v.optional(v.array(survivorSchema), []),
  /** Made-up values took the place of all secrets. */
  canaries: v.optional(v.boolean()),
  /** Names of secrets whose values are too short to be redacted and looked for. */
  tooShort: v.optional(v.array(v.string())),
  /** Names of those whose values are words that any run prints: not redacted or looked for either. */
  tooCommon: v.optional(v.array(v.string())),
  /** What came of looking for values in what the run left; absent where nobody looked. */
  leaks: v.optional(leakReportSchema),
};

/** Written into records; {@link storedRecord} says what has changed. */
export const recordVersion = 2;

/**
 * What `run.json` holds: all that may be known of a run. Never a value.
 *
 * Versions meet over it: an upgraded extension reads what an older supervisor writes, and a window
 * that was not reloaded reads what a newer one writes. So fields are only added, with a default,
 * unknown ones are ignored, and a state that is not known counts as running.
 */
export const runRecordSchema = v.pipe(
  v.object({ version: v.number(), ...sharedFields, ...renamedFields }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { work, process, script, kind, nextflow, ...shared } = dataset.value;
    const recordedWork = work ?? (script === undefined ? undefined : workOf(kind, script));
    const its = process === undefined ? nextflow : process;
    if (recordedWork === undefined || its === undefined) {
      addIssue({ message: 'what it runs is not told' });
      return NEVER;
    }
    return {
      ...shared,
      /** What runs. */
      work: recordedWork,
      /**
       * The process that it lasts as long as: that of Nextflow or nf-test, or a terminal's shell. Null
       * before there is one.
       */
      process: its,
    };
  }),
);
export type RunRecord = v.InferOutput<typeof runRecordSchema>;

/**
 * A record as it is written and sent. Version 1 called every path a script and every process
 * Nextflow's; a window of that version reads those fields and needs them.
 */
export function storedRecord(record: RunRecord): v.InferInput<typeof runRecordSchema> {
  const { work, process, folder } = record;
  return {
    ...record,
    version: recordVersion,
    script: workPath(work, folder),
    kind: work.kind,
    nextflow: process,
  };
}
