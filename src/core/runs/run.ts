import * as v from 'valibot';
import { launchOptionsSchema } from './launchOptions.ts';
import { progressSchema } from './taskCounts.ts';

export { noProgress, type RunProgress } from './taskCounts.ts';

/** A process that is told from a later one of the same number by when it started. */
const processSchema = v.object({
  pid: v.number(),
  /** Opaque and stable for the life of the process; null where the system does not tell. */
  startedAt: v.nullable(v.string()),
});
export type ProcessIdentity = v.InferOutput<typeof processSchema>;

/**
 * - `preparing`: the supervisor is writing copies; Nextflow has not started.
 * - `running`, `stopping`: Nextflow lives; `since` is in milliseconds since 1970, UTC.
 * - `sweeping`: Nextflow is gone, copies are being removed.
 * - `ended`: how it ended. `lost` means that the supervisor died and nobody saw the end.
 */
export const runStateSchema = v.variant('kind', [
  v.object({ kind: v.literal('preparing') }),
  v.object({ kind: v.literal('running') }),
  v.object({ kind: v.literal('stopping'), since: v.number() }),
  v.object({ kind: v.literal('sweeping') }),
  v.object({
    kind: v.literal('ended'),
    at: v.number(),
    outcome: v.picklist(['succeeded', 'failed', 'stopped', 'killed', 'lost', 'not-started']),
    /** Nextflow's exit status; null when a signal ended it or nobody saw it. */
    exitCode: v.nullable(v.number()),
    signal: v.nullable(v.string()),
    /** What to tell when the run never started, or what Nextflow said last; redacted. */
    detail: v.nullable(v.string()),
  }),
]);
export type RunState = v.InferOutput<typeof runStateSchema>;

/** What runs: a pipeline, a terminal in which a developer works, or the tests of nf-test. */
export const runKindSchema = v.picklist(['pipeline', 'terminal', 'tests']);
export type RunKind = v.InferOutput<typeof runKindSchema>;

/** What `run.json` holds: all that may be known of a run. Never a value. */
export const runRecordSchema = v.object({
  version: v.literal(1),
  run: v.string(),
  backend: v.literal('local'),
  /** Milliseconds since 1970, UTC. */
  startedAt: v.number(),
  /** Absolute path of the workspace folder that was launched from. */
  folder: v.string(),
  /** Absolute path of the folder Nextflow runs in, which receives `.nextflow.log` and `work`. */
  launchFolder: v.string(),
  /** Absolute path of the entry script. */
  script: v.string(),
  /** What runs, for people to read: `['nextflow', 'run', 'main.nf', …]`. */
  command: v.array(v.string()),
  profiles: v.array(v.string()),
  test: v.boolean(),
  kind: v.optional(runKindSchema, 'pipeline'),
  /** What was chosen for it, so that it can be run again; null where an older version ran it. */
  options: v.optional(v.nullable(launchOptionsSchema), null),
  /** The published secrets and where each came from. */
  secrets: v.array(v.object({ name: v.string(), scope: v.picklist(['user', 'workspace']) })),
  /** Where copies lie while the run lives: absolute path of the store file's own folder. */
  storeFolder: v.string(),
  state: runStateSchema,
  progress: progressSchema,
  supervisor: processSchema,
  nextflow: v.nullable(processSchema),
});
export type RunRecord = v.InferOutput<typeof runRecordSchema>;
