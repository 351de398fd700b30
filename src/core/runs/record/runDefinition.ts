import * as v from 'valibot';

/** A job definition that a run registers with AWS Batch, and deregisters when it ends. */
export const runDefinitionSchema = v.object({
  /** Its name, say `tower-1k0K4WlGep8ZTM-ALIGN`. */
  key: v.string(),
  /** The secrets that AWS Batch sets in its containers. */
  secrets: v.array(v.string()),
  image: v.string(),
  jobRole: v.nullable(v.string()),
  logsGroup: v.nullable(v.string()),
  mounts: v.array(
    v.object({ name: v.string(), source: v.string(), target: v.string(), readOnly: v.boolean() }),
  ),
  fargate: v.boolean(),
});
export type RunDefinition = v.InferOutput<typeof runDefinitionSchema>;
