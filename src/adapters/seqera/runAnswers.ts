import * as v from 'valibot';
import { id, text, time } from './platformAnswers.ts';

/** What is taken from the Platform's answers about runs and what they need. */

const texts = v.pipe(
  v.nullish(v.array(v.string()), null),
  v.transform(found => found ?? []),
);
const flag = v.pipe(
  v.nullish(v.boolean(), null),
  v.transform(found => found === true),
);
const number = v.nullish(v.number(), 0);
const key = v.pipe(v.string(), v.regex(/^[0-9A-Za-z_-]{1,64}$/));

export const computeEnvironments = v.object({
  computeEnvs: v.array(
    v.object({
      id: key,
      name: v.string(),
      platform: v.string(),
      status: v.nullish(v.string(), 'AVAILABLE'),
      region: text,
      workDir: text,
      primary: flag,
    }),
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
  pipelines: v.array(
    v.object({
      pipelineId: id,
      name: v.string(),
      repository: v.nullish(v.string(), ''),
      workspaceId: v.nullish(id, null),
      workspaceName: text,
      orgName: text,
    }),
  ),
  totalSize: v.nullish(id, null),
});

const launch = v.object({
  id: v.nullish(key, null),
  computeEnv: v.nullish(
    v.object({ id: v.nullish(key, null), name: v.string(), platform: v.string() }),
    null,
  ),
  pipeline: v.nullish(v.string(), ''),
  workDir: v.nullish(v.string(), ''),
  revision: text,
  configProfiles: texts,
  configText: v.nullish(v.string(), ''),
  paramsText: v.nullish(v.string(), ''),
  mainScript: text,
  stubRun: flag,
  sessionId: text,
  userSecrets: texts,
  workspaceSecrets: texts,
});

/** A launch as the Platform tells it. */
export type PlatformLaunch = v.InferOutput<typeof launch>;

export const savedLaunch = v.object({ launch });

export const launched = v.object({ workflowId: key });

const progress = v.nullish(
  v.object({
    workflowProgress: v.nullish(
      v.object({
        pending: number,
        submitted: number,
        running: number,
        succeeded: number,
        cached: number,
        failed: number,
        lastUpdated: time,
      }),
      null,
    ),
  }),
  null,
);

const statuses = ['SUBMITTED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'UNKNOWN'] as const;

const workflow = v.object({
  id: key,
  runName: v.nullish(v.string(), ''),
  /** One that a newer Platform has is not known, and not a mistake. */
  status: v.fallback(v.picklist(statuses), 'UNKNOWN'),
  userName: v.nullish(v.string(), ''),
  projectName: text,
  repository: text,
  revision: text,
  submit: time,
  complete: time,
  errorMessage: text,
});

const listed = v.object({ workflow, progress });

/** A run as the Platform tells it. */
export type PlatformWorkflow = v.InferOutput<typeof listed>;

export const workflows = v.object({ workflows: v.array(listed) });

export const describedWorkflow = v.object({
  workflow,
  progress,
  messages: texts,
  jobInfo: v.nullish(v.object({ message: text }), null),
});

export const workflowLog = v.object({
  log: v.object({ entries: texts, forwardToken: text, truncated: flag }),
});
