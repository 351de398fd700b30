import * as v from 'valibot';

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

/** Counts of tasks, from Nextflow's trace and its standard output. */
const progressSchema = v.object({
  submitted: v.number(),
  completed: v.number(),
  cached: v.number(),
  failed: v.number(),
});
export type RunProgress = v.InferOutput<typeof progressSchema>;

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

export const noProgress: RunProgress = { submitted: 0, completed: 0, cached: 0, failed: 0 };
