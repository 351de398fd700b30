import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionInput } from '../../../../../src/adapters/aws/copies/definitionInput.ts';
import { analyse } from '../../../../../src/core/nextflow/files/analyse.ts';
import { batchJobOf } from '../../../../../src/core/runs/delivery/batchJob.ts';

const role = 'arn:aws:iam::123456789012:role/TowerForge-abc-ExecutionRole';

/** A process in the image lab/a:1, and what a config says. */
function sourcesOf(config: string) {
  const script = "process A { container 'lab/a:1'\nscript: 'true' }";
  return {
    processes: analyse(script, 'script').processes,
    settings: analyse(config, 'config').settings,
  };
}

test('a definition is what Nextflow would register, and the secrets', () => {
  const config = `aws { batch {
    jobRole = 'arn:aws:iam::123456789012:role/tasks'
    logsGroup = '/lab/batch'
    cliPath = '/opt/miniconda/bin/aws'
    volumes = '/scratch/, /data:/mnt/data:ro'
  } }`;
  const { processes, settings } = sourcesOf(config);
  const job = batchJobOf(processes[0] ?? assert.fail(), settings);
  assert.ok(job.ok);
  const definition = {
    key: 'tower-x-A',
    secrets: ['KEY'],
    ...job.value,
    mounts: [...job.value.mounts],
  };
  const context = {
    executionRole: role,
    copies: new Map([['KEY', 'arn:copy']]),
    region: 'eu-west-1',
  };
  assert.deepEqual(definitionInput(definition, context), {
    jobDefinitionName: 'tower-x-A',
    type: 'container',
    containerProperties: {
      image: 'lab/a:1',
      command: ['true'],
      resourceRequirements: [
        { type: 'VCPU', value: '1' },
        { type: 'MEMORY', value: '1024' },
      ],
      executionRoleArn: role,
      secrets: [{ name: 'KEY', valueFrom: 'arn:copy' }],
      jobRoleArn: 'arn:aws:iam::123456789012:role/tasks',
      logConfiguration: {
        logDriver: 'awslogs',
        options: { 'awslogs-region': 'eu-west-1', 'awslogs-group': '/lab/batch' },
      },
      mountPoints: [
        { sourceVolume: 'aws-cli', containerPath: '/opt/miniconda', readOnly: true },
        { sourceVolume: 'vol-1', containerPath: '/scratch', readOnly: false },
        { sourceVolume: 'vol-2', containerPath: '/mnt/data', readOnly: true },
      ],
      volumes: [
        { name: 'aws-cli', host: { sourcePath: '/opt/miniconda' } },
        { name: 'vol-1', host: { sourcePath: '/scratch' } },
        { name: 'vol-2', host: { sourcePath: '/data' } },
      ],
    },
  });
});

test('on Fargate a definition has what Fargate asks for, and mounts no program', () => {
  const config = "aws.batch { platformType = 'fargate'\n cliPath = '/usr/bin/s5cmd' }";
  const { processes, settings } = sourcesOf(config);
  const job = batchJobOf(processes[0] ?? assert.fail(), settings);
  assert.ok(job.ok);
  assert.deepEqual([job.value.fargate, job.value.mounts], [true, []]);
  const definition = { key: 'tower-x-A', secrets: [], ...job.value, mounts: [] };
  const input = definitionInput(definition, {
    executionRole: role,
    copies: new Map(),
    region: 'r',
  });
  assert.deepEqual(input.platformCapabilities, ['FARGATE']);
  assert.deepEqual(input.containerProperties?.ephemeralStorage, { sizeInGiB: 50 });
});

test('a secret that was not published can be in no definition', () => {
  const definition = { key: 'k', image: 'i', jobRole: null, logsGroup: null, mounts: [] };
  assert.throws(
    () =>
      definitionInput(
        { ...definition, secrets: ['KEY'], fargate: false },
        { executionRole: role, copies: new Map(), region: 'r' },
      ),
    /KEY was planned for a job definition and not published/,
  );
});
