import * as v from 'valibot';
import { printableLines } from '../../core/words/printable.ts';
import { countedRows, exact, id, rows, text, texts, time, total } from './platformAnswers.ts';

/** What is taken from the Platform's answers about runs and what they need. */

const flag = v.pipe(
  v.nullish(v.unknown(), null),
  v.transform(found => found === true),
);
const number = v.fallback(v.nullish(v.pipe(v.number(), v.minValue(0)), 0), 0);
/** What may have several lines. */
const paragraph = v.pipe(
  exact,
  v.transform(found => found && shown(found)),
);

function shown(found: string): string {
  return printableLines(found.replaceAll('\r\n', '\n').replaceAll('\t', '  '));
}

const key = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/));

export const computeEnvironments = v.object({
  computeEnvs: rows(
    v.pipe(
      v.object({
        id: key,
        name: text,
        platform: text,
        status: v.nullish(v.string(), 'AVAILABLE'),
        region: text,
        workDir: text,
        primary: flag,
      }),
      v.transform(({ name, platform, ...found }) => ({
        ...found,
        name: name ?? found.id,
        platform: platform ?? '',
      })),
    ),
  ),
});

const environmentConfig = v.object({
  headJobRole: text,
  executionRole: text,
  projectId: text,
  serviceAccount: text,
  serviceAccountEmail: text,
});

/** A compute environment’s configuration as the Platform tells it. */
export type PlatformEnvironment = v.InferOutput<typeof environmentConfig>;

export const computeEnvironment = v.object({
  computeEnv: v.object({ config: v.nullish(environmentConfig, {}) }),
});

export const pipelines = v.object({
  pipelines: countedRows(
    v.object({
      pipelineId: id,
      name: text,
      repository: v.nullish(v.string(), ''),
      workspaceId: v.nullish(id, null),
      workspaceName: text,
      orgName: text,
    }),
  ),
  totalSize: total,
});

const launch = v.object({
  id: v.nullish(key, null),
  computeEnv: v.nullish(v.object({ id: v.nullish(key, null), name: text, platform: text }), null),
  pipeline: v.nullish(v.string(), ''),
  workDir: v.nullish(v.string(), ''),
  revision: exact,
  configProfiles: texts,
  configText: v.nullish(v.string(), ''),
  paramsText: v.nullish(v.string(), ''),
  mainScript: exact,
  stubRun: flag,
  sessionId: exact,
  userSecrets: texts,
  workspaceSecrets: texts,
});

/** A launch as the Platform tells it. */
export type PlatformLaunch = v.InferOutput<typeof launch>;

export const savedLaunch = v.object({ launch });

export const launched = v.object({ workflowId: key });

const counts = v.object({
  pending: number,
  submitted: number,
  running: number,
  succeeded: number,
  cached: number,
  failed: number,
  lastUpdated: time,
});

const progress = v.fallback(
  v.nullish(v.object({ workflowProgress: v.nullish(counts, null) }), null),
  null,
);

const statuses = ['SUBMITTED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'UNKNOWN'] as const;

const workflow = v.object({
  id: key,
  runName: text,
  /** One that a newer Platform has is not known, and not a mistake. */
  status: v.fallback(v.picklist(statuses), 'UNKNOWN'),
  userName: text,
  projectName: text,
  repository: text,
  revision: text,
  submit: time,
  complete: time,
  errorMessage: paragraph,
});

const listed = v.object({ workflow, progress });

/** A run as the Platform tells it. */
export type PlatformWorkflow = v.InferOutput<typeof listed>;

export const workflows = v.object({ workflows: countedRows(listed) });

export const describedWorkflow = v.object({
  workflow,
  progress,
  messages: v.pipe(
    texts,
    v.transform(found => found.map(shown)),
  ),
  jobInfo: v.fallback(v.nullish(v.object({ message: paragraph }), null), null),
});

export const workflowLog = v.object({
  log: v.object({ entries: texts, forwardToken: exact, truncated: flag }),
});
