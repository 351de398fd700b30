import type { RunDefinition } from '../../../core/runs/record/runDefinition.ts';
import type { RegisterJobDefinitionCommandInput } from '../awsSdk.ts';

/** What a job definition is made of besides what the plan says. */
export interface DefinitionContext {
  /** ARN of the role as which AWS Batch reads the copies. */
  readonly executionRole: string;
  /** ARNs of the copies by the names of their secrets. */
  readonly copies: ReadonlyMap<string, string>;
  readonly region: string;
}

/**
 * A job definition as Nextflow itself would register it, and the secrets. Nextflow gives command,
 * memory and processors with each job; what stands here for them is never used.
 */
export function definitionInput(
  { key, image, secrets, jobRole, logsGroup, mounts, fargate }: RunDefinition,
  { executionRole, copies, region }: DefinitionContext,
): RegisterJobDefinitionCommandInput {
  return {
    jobDefinitionName: key,
    type: 'container',
    ...(fargate && { platformCapabilities: ['FARGATE'] }),
    containerProperties: {
      image,
      command: ['true'],
      resourceRequirements: [
        { type: 'VCPU', value: '1' },
        { type: 'MEMORY', value: fargate ? '2048' : '1024' },
      ],
      executionRoleArn: executionRole,
      secrets: secrets.map(name => ({ name, valueFrom: copies.get(name) ?? missing(name) })),
      ...(jobRole !== null && { jobRoleArn: jobRole }),
      ...(logsGroup !== null && { logConfiguration: logsTo(logsGroup, region) }),
      ...(mounts.length > 0 && {
        mountPoints: mounts.map(({ name, target, readOnly }) => ({
          sourceVolume: name,
          containerPath: target,
          readOnly,
        })),
        volumes: mounts.map(({ name, source }) => ({ name, host: { sourcePath: source } })),
      }),
      ...(fargate && {
        networkConfiguration: { assignPublicIp: 'ENABLED' },
        ephemeralStorage: { sizeInGiB: 50 },
      }),
    },
  };
}

function logsTo(group: string, region: string) {
  return {
    logDriver: 'awslogs' as const,
    options: { 'awslogs-region': region, 'awslogs-group': group },
  };
}

function missing(name: string): never {
  throw new Error(`${name} was planned for a job definition and not published`);
}
