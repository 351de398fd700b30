import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listedJobs, submittedJobs } from '../../../../../src/core/runs/output/gridJob.ts';

const line = (scheduler: string, task: string, id: string): string =>
  `Nov-25 01:43:13.123 [Task submitter] DEBUG nextflow.executor.GridTaskHandler - [${scheduler}] submitted process ${task} > jobId: ${id}; workDir: /w/3f/d5\n`;

test('jobs are those that the log tells of, each once, with ids of the scheduler’s form only', () => {
  const log =
    line('SLURM', 'WF:ALIGN (sample > 1)', '42') +
    line('SLURM', 'WF:ALIGN (sample > 1)', '42') +
    line('PBSPRO', 'CALL', '7.head') +
    line('SLURM', 'EVIL', '42$(id)') +
    line('K8S', 'OTHER', '1');
  assert.deepEqual(submittedJobs(log), [
    { kind: 'job', task: 'WF:ALIGN (sample > 1)', executor: 'slurm', id: '42' },
    { kind: 'job', task: 'CALL', executor: 'pbspro', id: '7.head' },
  ]);
});

test('a job lives on where the scheduler’s list still has it', () => {
  const jobs = submittedJobs(
    line('SLURM', 'A', '4') + line('SLURM', 'B', '42') + line('PBS', 'C', '7.head'),
  );
  const ids = (list: string): string[] => listedJobs(jobs, list).map(({ id }) => id);
  assert.deepEqual(ids('42\n43\n'), ['42']);
  assert.deepEqual(ids('Job id  Name\n------\n7.head  nf-C\n'), ['7.head']);
  assert.deepEqual(ids(''), []);
});
