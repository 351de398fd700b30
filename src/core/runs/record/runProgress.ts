import * as v from 'valibot';
import { refusals } from './refusal.ts';

/** Numbers of tasks. An attempt that is tried again counts as submitted, failed and retried. */
const counts = {
  submitted: v.number(),
  completed: v.number(),
  cached: v.number(),
  failed: v.number(),
  retried: v.optional(v.number(), 0),
  /** Ended by Nextflow because the run ended. */
  aborted: v.optional(v.number(), 0),
};

/** What Nextflow did about a task that failed. */
const thenSchema = v.picklist(['ended-run', 'ignored', 'retried']);

const processSchema = v.object({
  /** With the workflows that call it: `RNASEQ:ALIGN`. */
  name: v.string(),
  ...counts,
});
export type ProcessTasks = v.InferOutput<typeof processSchema>;

const failureSchema = v.object({
  /** `RNASEQ:ALIGN (sample 3)`. */
  task: v.string(),
  /** Begins the name of its work folder, say `91/1f7d17`. */
  hash: v.string(),
  /** Null where the task left none, say because its machine died. */
  exit: v.nullable(v.number()),
  then: thenSchema,
});
export type TaskFailure = v.InferOutput<typeof failureSchema>;

/** What a run tells of itself in its standard output and its trace. Redacted, and never a value. */
export const progressSchema = v.object({
  ...counts,
  /** In the order in which they began. */
  processes: v.optional(v.array(processSchema), []),
  /** The last ones, the newest last. */
  failures: v.optional(v.array(failureSchema), []),
  /** What ended the run, in Nextflow's words: `Error executing process > 'A': No such variable: x`. */
  error: v.optional(v.nullable(v.string()), null),
  /** Whether it is one that came before anything of the pipeline; a newer version may know others. */
  refused: v.optional(v.fallback(v.nullable(v.picklist(refusals)), null), null),
  /** Nextflow's own name of the run, say `desperate_meucci`; null before it has said it. */
  runName: v.optional(v.nullable(v.string()), null),
});
export type RunProgress = v.InferOutput<typeof progressSchema>;

export const noTasks = {
  submitted: 0,
  completed: 0,
  cached: 0,
  failed: 0,
  retried: 0,
  aborted: 0,
} as const;

export const noProgress: RunProgress = {
  ...noTasks,
  processes: [],
  failures: [],
  error: null,
  refused: null,
  runName: null,
};
