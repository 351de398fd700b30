import * as v from 'valibot';
import type { Cloud } from '../../failure.ts';

/**
 * Where a run's tasks execute and its copies are: all that whoever publishes or removes them must
 * know to find the very place again. Names and paths, never a credential.
 */
export const runTargetSchema = v.variant('kind', [
  v.object({ kind: v.literal('local') }),
  /** `executor` is Nextflow's name, say `slurm`. */
  v.object({ kind: v.literal('hpc'), executor: v.string() }),
  v.object({
    kind: v.literal('aws-batch'),
    region: v.string(),
    /** The profile of the AWS configuration files; null for what the environment says. */
    profile: v.nullable(v.string()),
    /** ARN of the role by which AWS Batch reads secrets; null for delivery by fetch. */
    executionRole: v.nullable(v.string()),
  }),
  v.object({
    kind: v.literal('google-batch'),
    project: v.string(),
    /** Where copies are replicated, say `europe-west1`; null leaves it to Google. */
    location: v.nullable(v.string()),
    /** Absolute path of a service account's key file; null for application default credentials. */
    credentialsFile: v.nullable(v.string()),
  }),
]);
export type RunTarget = v.InferOutput<typeof runTargetSchema>;
export type CloudTarget = Extract<RunTarget, { kind: 'aws-batch' | 'google-batch' }>;
export type AwsTarget = Extract<RunTarget, { kind: 'aws-batch' }>;

export const localTarget: RunTarget = { kind: 'local' };

/** Whether copies of a run are in a cloud. */
export function isCloudTarget(target: RunTarget): target is CloudTarget {
  return target.kind === 'aws-batch' || target.kind === 'google-batch';
}

/** Whose cloud a run's copies are in. */
export function cloudOf({ kind }: CloudTarget): Cloud {
  return kind === 'aws-batch' ? 'aws' : 'google';
}
